import * as z from 'zod';
import type { Call } from '../../../calls/call.ts';
import {
  anyOfWords,
  condition,
  fitsAny,
  type Judged,
  oneOrMore,
  withinNumbers,
} from '../../../calls/conditions/condition-kinds.ts';
import { categoryVerdict, phrasesVerdict } from '../../../calls/conversation/conversation-verdicts.ts';
import type { Speaker } from '../../../calls/conversation/said.ts';
import { phraseWords } from '../../../calls/conversation/words.ts';
import { whoAnswered, whoAnsweredWord } from '../../../calls/who-answered.ts';
import type { RuleFacts } from './rule-facts.ts';

const storedTexts = z.union([z.string(), z.array(z.string())]).optional();

const phrase = z
  .string()
  .max(200)
  .refine((text) => phraseWords(text).some((word) => word !== '*'), { message: 'must have a word in it' });

const name = z.string().max(200);
const score = z.number().min(-5).max(5);

/** What conditions may ask of what was said, of what the carrier makes of it, and of how the call went on the line. */
export const conversationConditions = {
  /** Words one after the other, by anybody; `*` stands for any letters of a word. */
  said: phrases('anybody'),
  saidByCaller: phrases('customer'),
  saidByAgent: phrases('agent'),
  /** Rules of Contact Lens that matched. */
  categories: {
    settings: oneOrMore(name).optional(),
    stored: storedTexts,
    judge: (wanted: string | readonly string[], { call: { conversation } }: RuleFacts): Judged => {
      const verdict = categoryVerdict(wanted, conversation);
      if (verdict === 'unknown') return { actual: undefined, verdict };
      return { actual: conversation?.categories.length ? conversation.categories : null, verdict };
    },
  },
  callerSentiment: withinNumbers(score, ({ call }: RuleFacts) => call.conversation?.sentiment?.customer),
  agentSentiment: withinNumbers(score, ({ call }: RuleFacts) => call.conversation?.sentiment?.agent),
  /** Of the side that heard worse. */
  lineQuality: withinNumbers(z.number().min(1).max(5), ({ call }: RuleFacts) => worseSide(call)),
  /** Any that the caller keyed in. */
  keys: condition({
    settings: oneOrMore(name).optional(),
    stored: storedTexts,
    actual: ({ call }: RuleFacts) => call.keys,
    fits: (wanted, keys) => keys.some((key) => fitsAny(wanted, key)),
  }),
  answeredBy: anyOfWords(whoAnsweredWord, ({ call }: RuleFacts) => whoAnswered(call)),
};

/** Fields for which the words of a call are read. */
export const wordFields = ['said', 'saidByCaller', 'saidByAgent'] as const;

function phrases(by: Speaker) {
  return {
    settings: oneOrMore(phrase).optional(),
    stored: storedTexts,
    judge: (wanted: string | readonly string[], { said }: RuleFacts): Judged => {
      const { found, verdict } = phrasesVerdict(wanted, said, by);
      return { actual: verdict === 'unknown' ? undefined : found.length === 0 ? null : found, verdict };
    },
  };
}

function worseSide({ quality }: Call): number | undefined {
  const scores = [quality?.agentScore, quality?.customerScore].filter((one) => one !== undefined);
  return scores.length === 0 ? undefined : Math.min(...scores);
}
