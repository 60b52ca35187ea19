import type { Observation } from '../observation.ts';
import type { Transcript } from './transcript.ts';

/** What an analysis says of a conversation, and its words. */
export interface AnalysedConversation {
  readonly observation: Observation;
  readonly transcript?: Transcript;
}

/** Whether it has words in which nothing was redacted. */
export function hasPlainWords({ observation, transcript }: AnalysedConversation): boolean {
  const isPlain = observation.source === 'analysis';
  return isPlain && (transcript !== undefined || observation.fields.summary !== undefined);
}

/** The same without any words: topics and scores name nobody. */
export function withoutWords({ observation }: AnalysedConversation): AnalysedConversation {
  const { summary: _summary, transcript: _transcript, ...fields } = observation.fields;
  const left = { what: 'Transcript', reason: 'not redacted, and the site keeps only words that are' };
  return { observation: { ...observation, fields, ignored: [...(observation.ignored ?? []), left] } };
}
