/** One record of a stream, ready for a function. */
export interface StreamRecord {
  /** Ascending within its shard. */
  readonly sequence: string;
  /** When it was written, ms. */
  readonly at: number;
  /** As the function gets it. */
  readonly event: object;
  /** As filters see it, data decoded. */
  readonly filterable: unknown;
}

/** A stream that pollers read, whatever keeps it. */
export interface StreamSource {
  readonly arn: string;
  /** How the record of a failed batch calls the batch. */
  readonly batchInfo: 'KinesisBatchInfo' | 'DDBStreamBatchInfo';
  shards(): Promise<readonly string[]>;
  /** The sequence after which a new reader starts, undefined for the very beginning. */
  latest(shard: string): Promise<string | undefined>;
  read(shard: string, after: string | undefined, most: number): Promise<readonly StreamRecord[]>;
}
