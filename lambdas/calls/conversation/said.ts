import type { Turn } from './transcript.ts';
import { isSaidIn, phraseWords, spokenWords } from './words.ts';

/** Whose words are looked at: one side's, or anybody's. */
export type Speaker = Extract<Turn['by'], 'agent' | 'customer'> | 'anybody';

/** What one side said before the other side spoke, in words. */
interface Speech {
  readonly by: string;
  readonly words: readonly string[];
}

/** What was said in a call, ready to be searched. */
export interface Said {
  readonly speeches: readonly Speech[];
  /** More was said than is known. */
  readonly isCut: boolean;
}

/** As much of a transcript as is searched. */
interface Spoken {
  readonly turns: readonly { readonly by: string; readonly text: string }[];
  readonly isCut?: boolean | undefined;
}

/** Undefined where nothing is known of what was said. A phrase may go on after a pause, but not into what somebody else says. */
export function saidIn(transcripts: readonly Spoken[]): Said | undefined {
  if (transcripts.length === 0) return undefined;
  const speeches: { readonly by: string; readonly words: string[] }[] = [];
  for (const { turns } of transcripts) {
    let last: (typeof speeches)[number] | undefined;
    for (const { by, text } of turns) {
      if (last?.by === by) last.words.push(...spokenWords(text));
      else {
        last = { by, words: spokenWords(text) };
        speeches.push(last);
      }
    }
  }
  return { speeches, isCut: transcripts.some(({ isCut }) => isCut === true) };
}

/** Which of some phrases were said, and by whom that counts. */
export function phrasesSaid(phrases: readonly string[], { speeches }: Said, by: Speaker): string[] {
  const heard = speeches.filter((speech) => by === 'anybody' || speech.by === by);
  return phrases.filter((phrase) => {
    const words = phraseWords(phrase);
    return heard.some((speech) => isSaidIn(speech.words, words));
  });
}
