import { findCall } from '../../calls/call-links-store.ts';
import { putObservation, readCall } from '../../calls/call-store.ts';
import { readAnalysisFile, unreadableAnalysis } from '../../calls/carriers/connect/contact-lens/analysis-file.ts';
import { analysisAt } from '../../calls/carriers/connect/contact-lens/analysis-location.ts';
import { readStoredObjectEvent } from '../../calls/carriers/connect/contact-lens/stored-object-event.ts';
import { type AnalysedConversation, hasPlainWords, withoutWords } from '../../calls/conversation/keep-words.ts';
import { putTranscript } from '../../calls/conversation/transcript-store.ts';
import { unknownSite } from '../../calls/match/match-facts.ts';
import { putPayload } from '../../calls/payload-store.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { FoundObject } from '../../platform/buckets/bucket-object.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { type Kept, MalformedMessage } from '../ingest-message.ts';

/** Days of talk; a longer file is none of a phone call, bytes. */
export const longestAnalysis = 20_000_000;

export interface AnalysisDependencies {
  readonly calls: Table;
  readonly settings: Table;
  readonly readObject: (bucket: string, key: string, mostBytes: number) => Promise<FoundObject>;
  /** Nobody will say later which site the call is of. */
  readonly isLastTry: boolean;
}

/** Its words are not redacted, and nobody knows yet whether its call's site keeps such. */
export class SiteNotKnownYet extends Error {
  override readonly name = 'SiteNotKnownYet';
}

/**
 * Takes in a file of Contact Lens that S3 says is there, and answers the contacts to settle. What is not redacted loses its words before
 * anything is written, unless the call's site keeps them. The words come first, so that whoever is told of them finds them. Doing it
 * again changes nothing. Throws `SiteNotKnownYet`, and `MalformedMessage` for a file that nobody can read: then that is noted at its call.
 */
export async function ingestAnalysis(body: string, dependencies: AnalysisDependencies): Promise<Kept> {
  const stored = readStoredObjectEvent(body);
  if ('malformed' in stored) throw new MalformedMessage(stored.malformed);
  const { bucket, key, size, putAt } = stored;
  if (analysisAt(key) === undefined) return { calls: [], ignored: 'not the analysis of a phone call' };
  const found =
    size > longestAnalysis ? { tooLong: true as const } : await dependencies.readObject(bucket, key, longestAnalysis);
  if ('gone' in found) return { calls: [], ignored: 'the file of an analysis is there no more' };
  const read =
    'tooLong' in found ? { malformed: 'the analysis is too long' } : readAnalysisFile({ key, ...found, putAt });
  if ('ignored' in read) return { calls: [], ignored: read.ignored };
  if ('malformed' in read) {
    const note = unreadableAnalysis(key, putAt, read.malformed);
    if (note !== undefined) await putObservation(dependencies.calls, note, putAt);
    throw new UnreadableAnalysis(read.malformed, note === undefined ? [] : [note.call]);
  }
  const { observation, transcript } = await withWordsOfSite(read, dependencies);
  const { call } = observation;
  await Promise.all([
    // What was sent stays where it is.
    putPayload(dependencies.calls, call, { stored: `s3://${bucket}/${key}` }, putAt),
    transcript && putTranscript(dependencies.calls, transcript),
  ]);
  await putObservation(dependencies.calls, observation, putAt);
  return { calls: [call] };
}

/** A file that nobody can read; `calls`: where that is noted. */
export class UnreadableAnalysis extends MalformedMessage {
  readonly calls: readonly string[];

  constructor(reason: string, calls: readonly string[]) {
    super(reason);
    this.calls = calls;
  }
}

async function withWordsOfSite(
  read: AnalysedConversation,
  { calls, settings, isLastTry }: AnalysisDependencies,
): Promise<AnalysedConversation> {
  if (!hasPlainWords(read)) return read;
  const { stored } = await readCall(calls, await findCall(calls, read.observation.call));
  if (stored === undefined && !isLastTry) throw new SiteNotKnownYet('the call is not known yet');
  const isOfSite = stored !== undefined && stored.site !== unknownSite;
  const site = isOfSite ? await readSite(settings, stored.site) : undefined;
  return site?.storeUnredactedTranscripts ? read : withoutWords(read);
}
