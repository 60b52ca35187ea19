import { randomUUID } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type Contact, contactEvent, contactRecord, lookupEvent } from './connect-payloads.ts';

/** Amazon Connect as an outside party would play it: stock clients, and nothing of the run but its address. */
export interface ConnectCaller {
  /** The instance whose events the run listens to. */
  readonly instanceArn: string;
  /** The flow asks where the call shall go. */
  lookup(contact: Contact): Promise<Record<string, string>>;
  invokeLookup(payload: unknown): Promise<Record<string, string>>;
  /** One contact event; `at` in ms. */
  event(contact: Contact, type: string, at: number): Promise<void>;
  /** The contact record; `changes` are other or missing fields. */
  record(contact: Contact, changes?: Record<string, unknown>): Promise<void>;
  /** Anything at all on the stream of contact records. */
  putRecord(data: string | Uint8Array): Promise<void>;
  /** Lookup, all events, record: a call that came and went. */
  play(contact: Contact): Promise<void>;
  close(): void;
}

export async function connectCaller({ url, awsUrl }: { url: string; awsUrl: string }): Promise<ConnectCaller> {
  const outputs = (await (await fetch(new URL('/local/outputs', url))).json()) as Record<string, string>;
  const settings = {
    endpoint: awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // What a retry does is for the caller of this to know.
    maxAttempts: 1,
  };
  const [lambda, events, kinesis] = [
    new LambdaClient(settings),
    new EventBridgeClient(settings),
    new KinesisClient(settings),
  ];
  const softphone = await fetch(new URL('/local/softphone', url));
  const { instanceArn } = (await softphone.json()) as { instanceArn: string };

  const invokeLookup = async (payload: unknown) => {
    const command = { FunctionName: outputs.ConnectLookupFunctionName!, Payload: JSON.stringify(payload) };
    const answer = await lambda.send(new InvokeCommand(command));
    const text = Buffer.from(answer.Payload!).toString('utf8');
    if (answer.FunctionError !== undefined) throw new Error(`the lookup failed: ${text}`);
    return JSON.parse(text) as Record<string, string>;
  };
  const event = async (contact: Contact, type: string, at: number) => {
    const { Detail, Resources } = contactEvent(contact, type, at, instanceArn);
    const entry = {
      Source: 'aws.connect',
      DetailType: 'Amazon Connect Contact Event',
      EventBusName: outputs.ContactEventBusName!,
      Time: new Date(at),
      Detail: JSON.stringify(Detail),
      Resources,
    };
    const { FailedEntryCount, Entries } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount !== 0) throw new Error(`the event was refused: ${JSON.stringify(Entries)}`);
  };
  const putRecord = async (data: string | Uint8Array) => {
    const Data = typeof data === 'string' ? Buffer.from(data) : data;
    const StreamName = outputs.ContactRecordStreamName!;
    await kinesis.send(new PutRecordCommand({ StreamName, Data, PartitionKey: randomUUID() }));
  };
  const lookup = (contact: Contact) => invokeLookup(lookupEvent(contact, instanceArn));
  const record = (contact: Contact, changes: Record<string, unknown> = {}) =>
    putRecord(JSON.stringify({ ...contactRecord(contact, instanceArn), ...changes }));

  return {
    instanceArn,
    lookup,
    invokeLookup,
    event,
    record,
    putRecord,
    async play(contact) {
      const { startedAt, answeredAt, endedAt } = contact;
      await lookup(contact);
      await event(contact, 'DISCONNECTED', endedAt);
      if (answeredAt !== undefined) await event(contact, 'CONNECTED_TO_AGENT', answeredAt);
      await event(contact, 'INITIATED', startedAt);
      await record(contact);
    },
    close() {
      for (const client of [lambda, events, kinesis]) client.destroy();
    },
  };
}
