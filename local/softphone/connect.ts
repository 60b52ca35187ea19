import { type LocalFunction, type LocalStack, serviceClient } from 'cloudformation-local';
import * as z from 'zod';
import type { ContactEvent } from './contact-event.ts';
import type { Lookup } from './softphone-call.ts';

/** What Amazon Connect does to the stack: it invokes the lookup, and puts events and records. */
export interface Connect {
  /** Never rejects. */
  lookUp(event: object): Promise<Exclude<Lookup, { readonly state: 'asking' }>>;
  putEvent(event: ContactEvent): Promise<void>;
  putRecord(contactId: string, record: string): Promise<void>;
}

export interface ConnectOutputs {
  readonly lookupFunction: string;
  readonly eventBus: string;
  readonly recordStream: string;
}

/** `InvocationTimeLimitSeconds` of the flow; all tries happen within. */
const lookupMilliseconds = 4000;
const lookupTries = 3;
const answerLimit = 32 * 1024;

const stringMap = z.record(z.string(), z.string());

/** Reaches the stack as AWS does: the function itself, and bus and stream by their APIs. */
export function connectTo(
  stack: Pick<LocalStack, 'clientEnvironment' | 'functions' | 'region'>,
  outputs: ConnectOutputs,
): Connect {
  const { region } = stack;
  const client = (target: string, service: string) => (operation: string, input: object) => {
    const endpoint = stack.clientEnvironment.AWS_ENDPOINT_URL ?? '';
    return serviceClient({ endpoint, target, service, region })(operation, input);
  };
  const events = client('AWSEvents', 'events');
  const kinesis = client('Kinesis_20131202', 'kinesis');
  return {
    lookUp: async (event) => {
      const found = stack.functions.find(outputs.lookupFunction);
      if (found === undefined) return { state: 'failed', milliseconds: 0, reason: 'The lookup function is missing.' };
      return lookUp(found, event);
    },
    putEvent: async ({ resources, at, detail }) => {
      const entry = {
        Source: 'aws.connect',
        DetailType: 'Amazon Connect Contact Event',
        EventBusName: outputs.eventBus,
        Resources: resources,
        Time: Math.floor(at / 1000),
        Detail: JSON.stringify(detail),
      };
      const answer = await events('PutEvents', { Entries: [entry] });
      const { FailedEntryCount } = z.object({ FailedEntryCount: z.number() }).parse(answer);
      if (FailedEntryCount > 0) throw new Error('The bus refused an event.');
    },
    putRecord: async (contactId, record) => {
      const Data = Buffer.from(record).toString('base64');
      await kinesis('PutRecord', { StreamName: outputs.recordStream, PartitionKey: contactId, Data });
    },
  };
}

/** Connect tries a failing function up to three times, within the flow's time limit; the caller hears silence meanwhile. */
async function lookUp(found: LocalFunction, event: object): ReturnType<Connect['lookUp']> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('The lookup took longer than the flow waits.'), lookupMilliseconds);
  });
  let isLate = false;
  const tries = async () => {
    let reason = '';
    for (let attempt = 0; attempt < lookupTries && !isLate; attempt++) {
      const invocation = await found.invoke(event);
      if (invocation.ok) return readAnswer(invocation.payload);
      reason = `${invocation.error.errorType}: ${invocation.error.errorMessage}`;
    }
    return reason;
  };
  const outcome = await Promise.race([tries(), late]);
  isLate = true;
  clearTimeout(timer);
  if (typeof outcome === 'string') return { state: 'failed', milliseconds: elapsed(), reason: outcome };
  return { state: 'answered', milliseconds: elapsed(), answer: outcome };
}

/** A flow takes a flat map of texts (STRING_MAP) of at most 32 KB, and goes to its error branch for anything else. */
function readAnswer(payload: unknown): Record<string, string> | string {
  const answer = stringMap.safeParse(payload);
  if (!answer.success) return 'The lookup answered something else than a flat map of texts.';
  const size = Buffer.byteLength(JSON.stringify(answer.data));
  return size > answerLimit ? `The lookup answered ${size} bytes; a flow takes ${answerLimit}.` : answer.data;
}
