import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { connectMessage } from '../calls/carriers/connect/connect-message.ts';
import type { Refusal } from '../platform/aws/work-queue.ts';

/** A contact record as it lies in its stream. `receivedAt` in ms. */
export interface StreamedRecord {
  readonly sequenceNumber: string;
  readonly bytes: Buffer;
  readonly receivedAt: number;
}

export interface ForwardDependencies {
  /** Puts bytes into the archive, and beside them why they are there. */
  readonly archive: (key: string, body: Uint8Array, reason: string) => Promise<void>;
  /** Queues messages; answers which of them (by index) the queue refused. */
  readonly send: (messages: readonly object[]) => Promise<ReadonlyMap<number, Refusal>>;
  readonly report: (error: unknown) => void;
  /** A record lies in the archive, and nobody will work through it. */
  readonly onSetAside: (reason: string) => void;
}

/** A longer record lies in the archive, and the message names it. */
const longestInMessage = 100_000;

/**
 * Queues contact records as they are. What a message cannot hold is named by it, and lies in the archive; so does what the queue
 * refuses for good. A record whose very name is refused is set aside there, with the reason. Answers the sequence numbers of those
 * that are to be given again; none holds up another.
 */
export async function forwardToQueue(
  records: readonly StreamedRecord[],
  dependencies: ForwardDependencies,
): Promise<string[]> {
  const refused = await offer(records.filter(fitsIntoMessage), asText, dependencies);
  const again = await handOnByName(
    [
      ...records
        .filter((record) => !fitsIntoMessage(record))
        .map((record) => ({ record, reason: 'too long, or no text' })),
      ...refused.filter(({ isFinal }) => isFinal),
    ],
    dependencies,
  );
  return [...refused.filter(({ isFinal }) => !isFinal), ...again].map(({ record }) => record.sequenceNumber);
}

/** Bytes that are no text would be changed by a message. */
function fitsIntoMessage({ bytes }: StreamedRecord): boolean {
  return bytes.length <= longestInMessage && isUtf8(bytes);
}

/** A record, and why it is not on the queue. */
interface Reasoned {
  readonly record: StreamedRecord;
  readonly reason: string;
}

/** Archives records, and queues where they lie. Answers those that are to be given again. */
async function handOnByName(wanted: readonly Reasoned[], dependencies: ForwardDependencies): Promise<Reasoned[]> {
  const archived = await Promise.all(wanted.map((each) => isArchived(each, '', dependencies)));
  const there = wanted.filter((_, index) => archived[index]);
  const refused = await offer(
    there.map(({ record }) => record),
    byName,
    dependencies,
  );
  const isSetAside = await Promise.all(
    refused.map(async (each) => each.isFinal && (await setAside(each, dependencies))),
  );
  return [...wanted.filter((_, index) => !archived[index]), ...refused.filter((_, index) => !isSetAside[index])];
}

async function setAside(refused: Reasoned, dependencies: ForwardDependencies): Promise<boolean> {
  const isDone = await isArchived(refused, 'refused/', dependencies);
  if (isDone) dependencies.onSetAside(refused.reason);
  return isDone;
}

/** Offers records to the queue; answers those that it refuses. */
async function offer(
  records: readonly StreamedRecord[],
  message: (record: StreamedRecord) => object,
  { send }: ForwardDependencies,
): Promise<(Reasoned & Pick<Refusal, 'isFinal'>)[]> {
  if (records.length === 0) return [];
  const refusals = await send(records.map(message));
  return records.flatMap((record, index) => {
    const refusal = refusals.get(index);
    return refusal === undefined ? [] : [{ record, reason: refusal.code, isFinal: refusal.isFinal }];
  });
}

async function isArchived(
  { record, reason }: Reasoned,
  folder: string,
  { archive, report }: ForwardDependencies,
): Promise<boolean> {
  try {
    await archive(archiveKey(record, folder), record.bytes, reason);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

function asText({ bytes, receivedAt }: StreamedRecord): object {
  return connectMessage('records', receivedAt, { raw: bytes.toString('utf8') });
}

function byName(record: StreamedRecord): object {
  return connectMessage('records', record.receivedAt, { stored: archiveKey(record, '') });
}

/** By day and content, so that a record given again lands on itself. */
function archiveKey({ bytes, receivedAt }: StreamedRecord, folder: string): string {
  const day = new Date(receivedAt).toISOString().slice(0, 10);
  return `contact-records/${folder}${day}/${createHash('sha256').update(bytes).digest('hex')}.json`;
}
