import type { StoredCall } from '../../calls/call-item.ts';
import type { Transcript } from '../../calls/conversation/transcript.ts';
import type { TranscriptAnswer } from './transcript-answer.ts';

/** So many quotes show what a category is about. */
const mostQuotes = 5;

/** What was said in a call, leg after leg. */
export function toTranscriptAnswer(
  { id, conversation }: StoredCall,
  transcripts: readonly Transcript[],
): TranscriptAnswer {
  const order = (conversation?.transcripts ?? []).map(({ leg }) => leg);
  const items = transcripts.toSorted((a, b) => order.indexOf(a.leg) - order.indexOf(b.leg));
  return {
    call: id,
    items: items.map(({ leg, form, turns, moments, highlights, isCut }) => ({
      leg,
      form,
      turns: turns.map(({ by, text, at }) => ({ by, text, seconds: Math.round(at / 100) / 10 })),
      categories: [...new Set(moments.map(({ category }) => category))].map((name) => ({
        name,
        quotes: quotesOf(name, { turns, moments }),
      })),
      highlights,
      ...(isCut && { isCut }),
    })),
  };
}

function quotesOf(category: string, { turns, moments }: Pick<Transcript, 'turns' | 'moments'>): string[] {
  const found = moments
    .filter((moment) => moment.category === category)
    .flatMap(({ from, to }) => turns.filter(({ at }) => at >= from && at < Math.max(to, from + 1)));
  return [...new Set(found.map(({ text }) => text))].slice(0, mostQuotes);
}
