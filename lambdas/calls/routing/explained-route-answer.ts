import * as z from 'zod';
import { openWord } from '../../platform/http/open-word.ts';
import { routeTaken } from '../observation.ts';
import { spam } from '../spam.ts';

const judgedRoute = z.object({
  name: z.string(),
  verdict: openWord(['chosen', 'does-not-fit', 'unknown', 'not-asked', 'unsupported']),
  conditions: z.array(z.string()).describe('A line for each: whether it fits, what the call is, what was wanted.'),
});

/** Where a call goes by the routes that its site has now, and why. */
export const explainedRoute = z.object({
  site: z.string(),
  at: z.iso.datetime(),
  /** What a carrier would be answered. */
  route: z.object({
    name: z.string().describe('Empty: none of the routes of the site took it.'),
    action: openWord(['default', 'queue', 'phones', 'reject']),
    queue: z.string().optional(),
    phones: z.array(z.string()),
    ring: openWord(['in-order', 'together']),
    ringSeconds: z.number(),
    skill: z.string(),
    source: z.string(),
    medium: z.string(),
    campaign: z.string(),
    keyword: z.string(),
    recipient: z.string(),
    whisper: z.string(),
    screenText: z.string(),
    record: openWord(['on', 'ask', 'off']),
    language: z.string(),
    reason: z.string(),
  }),
  /** What the carrier was answered when the phone rang; of a call that was. */
  taken: z.optional(routeTaken),
  spam: z.optional(spam),
  routes: z.array(judgedRoute),
});
export type ExplainedRoute = z.infer<typeof explainedRoute>;
