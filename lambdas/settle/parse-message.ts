import { parseContactEvent } from '../calls/carriers/connect/contact-event.ts';
import { parseContactRecord } from '../calls/carriers/connect/contact-record.ts';
import { parseConnectLookup } from '../calls/carriers/connect/lookup-event.ts';
import type { ParsedPayload } from '../calls/carriers/parsed-payload.ts';
import { readJson, type WorkMessage } from './work-message.ts';

/** What a message tells of calls, and what its carrier really sent. */
export interface News {
  readonly parsed: ParsedPayload;
  /** ms since 1970. */
  readonly receivedAt: number;
  readonly payload: { readonly raw: string } | { readonly stored: string };
}

/** The messages that bring something new; the others only name a call. */
export type NewsMessage = Exclude<WorkMessage, { readonly kind: 'settle' }>;

/** A message of the queue, and how to get what lies elsewhere. */
export interface MessageFacts {
  /** The message's text; of an event it is the event itself. */
  readonly body: string;
  /** When it was queued, ms: events say nothing of their receipt. */
  readonly sentAt: number;
  /** Fetches an archived text. */
  readonly load: (key: string) => Promise<string>;
}

/** Parses what a carrier sent. */
export async function readNews(message: NewsMessage, { body, sentAt, load }: MessageFacts): Promise<News> {
  if (message.kind === 'connect-event') {
    return { parsed: parseContactEvent(message.envelope), receivedAt: sentAt, payload: { raw: body } };
  }
  const { receivedAt } = message;
  if (message.kind === 'connect-lookup') {
    const { payload } = message;
    return {
      parsed: parseConnectLookup(payload, receivedAt),
      receivedAt,
      payload: { raw: JSON.stringify(payload ?? null) },
    };
  }
  const payload = 'stored' in message ? { stored: message.stored } : { raw: message.raw };
  const json = readJson('stored' in payload ? await load(payload.stored) : payload.raw);
  const parsed =
    'malformed' in json ? { malformed: `the record is ${json.malformed}` } : parseContactRecord(json.value, receivedAt);
  return { parsed, receivedAt, payload };
}
