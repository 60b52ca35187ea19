import { createHash } from 'node:crypto';
import { linksOf } from '../calls/call-links.ts';
import { putLinks } from '../calls/call-links-store.ts';
import { putObservation } from '../calls/call-store.ts';
import { putPayload } from '../calls/payload-store.ts';
import type { Table } from '../platform/aws/table.ts';
import { type ParsedMessage, parseMessage } from './parse-message.ts';
import { readWorkMessage } from './work-message.ts';

/** A message that says what it should not, and will say it again whenever it is tried. Its text may be logged. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

export interface IngestDependencies {
  readonly calls: Table;
  readonly load: (key: string) => Promise<string>;
  readonly archive: (key: string, body: Uint8Array) => Promise<void>;
}

/** What is to be done after a message was taken in. */
export interface Kept {
  /** The calls to settle. */
  readonly calls: readonly string[];
  /** The sweep sent it: what fails now is found again. */
  readonly swept?: boolean;
  /** They are to be matched anew. */
  readonly again?: boolean;
  /** Why the message was of no concern. */
  readonly ignored?: string;
}

/** A longer text lies in the archive, bytes. */
const longestBeside = 100_000;

/**
 * Puts what a message tells under its own hash; being there already changes nothing and never stops the work. Answers the calls
 * that it is about. Throws `MalformedMessage`.
 */
export async function ingestMessage(
  body: string,
  sentAt: number,
  { calls, load, archive }: IngestDependencies,
): Promise<Kept> {
  const read = readWorkMessage(body, sentAt);
  if ('malformed' in read) throw new MalformedMessage(read.malformed);
  if (read.message.kind === 'settle') {
    const { call, swept = false, again = false } = read.message;
    return { calls: [call], ...(swept && { swept }), ...(again && { again }) };
  }
  const news = await parseMessage(read.message, load);
  const { parsed, receivedAt } = news;
  if ('malformed' in parsed) throw new MalformedMessage(parsed.malformed);
  if ('ignored' in parsed) return { calls: [], ignored: parsed.ignored };
  const payload = await shortPayload(news, archive);
  const links = parsed.observations.flatMap(linksOf);
  await putLinks(calls, links);
  const about = [...new Set(parsed.observations.map(({ call }) => call))];
  await Promise.all([
    ...about.map((call) => putPayload(calls, call, payload, receivedAt)),
    ...parsed.observations.map((told) => putObservation(calls, told, receivedAt)),
  ]);
  // A part may be a call of its own by now, to be joined with this one.
  return { calls: [...new Set([...about, ...links.map(({ part }) => part)])] };
}

async function shortPayload(
  { payload, receivedAt }: ParsedMessage,
  archive: IngestDependencies['archive'],
): Promise<ParsedMessage['payload']> {
  if ('stored' in payload) return payload;
  const bytes = Buffer.from(payload.raw);
  if (bytes.length <= longestBeside) return payload;
  const day = new Date(receivedAt).toISOString().slice(0, 10);
  const key = `payloads/${day}/${createHash('sha256').update(bytes).digest('hex')}.json`;
  await archive(key, bytes);
  return { stored: key };
}
