import * as z from 'zod';
import { ruleSettings } from '../../conversions/rules/rule.ts';
import { openWord } from '../../platform/http/open-word.ts';
import { moneyAnswer } from '../call-answer.ts';
import { daysAsked } from '../log-range.ts';

/** `POST /v1/rules/trial`: a rule as it would be put, and the days whose calls are looked at. */
export const trialRequest = z.strictObject({
  rule: ruleSettings,
  ...daysAsked.shape,
  limit: z.number().int().min(1).max(500).default(200).describe('So many calls are judged for one answer.'),
  cursor: z.string().max(500).optional(),
});

/** `not-judged`: the call is not over yet, or went out. `repeated`: it fits, but the caller made one that fits in the days before. */
export const trialVerdict = z.enum(['fits', 'does-not-fit', 'unknown', 'repeated', 'not-judged']);
export type TrialVerdict = z.infer<typeof trialVerdict>;

/** What the rule would have made of one call. */
const triedCall = z.object({
  call: z.string(),
  startedAt: z.iso.datetime(),
  source: z.string(),
  medium: z.string(),
  verdict: openWord(trialVerdict.options),
  /** What its conversion would be worth; only where there would be one. */
  value: z.optional(moneyAnswer),
});
export type TriedCall = z.infer<typeof triedCall>;

/** One part of a trial, newest calls first; sums are of this part. */
export const trialAnswer = z.object({
  items: z.array(triedCall),
  sums: z.object({
    calls: z.number().int(),
    fits: z.number().int(),
    doesNotFit: z.number().int(),
    unknown: z.number().int(),
    repeated: z.number().int(),
    notJudged: z.number().int(),
    values: z.array(moneyAnswer),
  }),
  cursor: z.string().optional(),
  unsupportedCalls: z.number().int().optional().describe('Calls between these that only a newer version can read.'),
});
export type TrialAnswer = z.infer<typeof trialAnswer>;
