import { readIfKnown } from '../../platform/aws/stored-item.ts';
import { callPartition } from '../call-item.ts';
import { packItem, unpackItem } from '../packed-item.ts';
import { type Transcript, transcript } from './transcript.ts';

const prefix = 'TRANSCRIPT#';

/** What keys and conditions read. */
const plain: ReadonlySet<string> = new Set(['pk', 'sk', 'standing']);

/** Whoever settles a call reads it with its words: hours of talk fit in, and no more, bytes. */
const mostBytes = 64_000;

/** Key of the words of a leg, beside what else is kept of the call. */
export function transcriptKey({ call, leg }: Pick<Transcript, 'call' | 'leg'>) {
  return { pk: callPartition(call), sk: prefix + leg };
}

/** The item of a transcript: one of a better standing (redacted before plain, the newer before the older) takes its place. */
export function transcriptItem(whole: Transcript): Record<string, unknown> {
  const item = packItem({ ...whole, ...transcriptKey(whole), standing: standingOf(whole) }, plain);
  const size = item.packed instanceof Uint8Array ? item.packed.length : 0;
  return size <= mostBytes || whole.turns.length === 0 ? item : transcriptItem(cut(whole));
}

/** As text, so that a condition can compare it. */
export function standingOf({ form, version }: Pick<Transcript, 'form' | 'version'>): string {
  return `${form === 'redacted' ? 1 : 0}#${version}`;
}

function cut(whole: Transcript): Transcript {
  return { ...whole, turns: whole.turns.slice(0, Math.floor(whole.turns.length * 0.8)), isCut: true };
}

/** Picks the transcripts from items of a call's partition. */
export function transcriptsIn(items: readonly Readonly<Record<string, unknown>>[]): Transcript[] {
  return items
    .filter(({ sk }) => String(sk).startsWith(prefix))
    .flatMap((item) => readIfKnown(transcript, unpackItem(item)) ?? []);
}
