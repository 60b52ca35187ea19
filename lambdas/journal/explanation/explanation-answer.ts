import * as z from 'zod';
import { openWord } from '../../platform/http/open-word.ts';
import { moneyAnswer } from '../call-answer.ts';

/** What a conversion came to at one destination. */
const toldConversion = z.object({
  conversion: z.string(),
  name: z.string(),
  rule: z.string(),
  value: moneyAnswer,
  state: openWord(['open', 'retired']),
  /** Missing while nobody tried to tell it. */
  delivery: z
    .object({ id: z.string(), state: z.string(), attempts: z.int(), reason: z.string().optional() })
    .optional(),
});

/** Why a rule that names the destination holds for the call, or does not. */
const judgingRule = z.object({
  rule: z.string(),
  verdict: openWord(['fits', 'does-not-fit', 'unknown', 'not-judged']),
  note: z.string().optional(),
  conditions: z.array(z.string()).describe('A line for each: whether it fits, what the call is, what was wanted.'),
});

const explainedDestination = z.object({
  destination: z.string(),
  type: z.string(),
  summary: z.string().describe('Why it was told, or was not, in sentences.'),
  conversions: z.array(toldConversion),
  rules: z.array(judgingRule),
});

/** `GET /v1/calls/{call}/explanation`: whose call it is and why, and for each destination of the site why it has the call's conversions or not. */
export const callExplanation = z.object({
  call: z.string(),
  site: z.string(),
  match: z.object({
    method: z.string(),
    confidence: z.number(),
    source: z.string(),
    medium: z.string(),
    campaign: z.string().optional(),
    reason: z.string(),
  }),
  destinations: z.array(explainedDestination),
});
export type CallExplanation = z.infer<typeof callExplanation>;
export type ExplainedDestination = z.infer<typeof explainedDestination>;
