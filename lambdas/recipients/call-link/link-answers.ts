import * as z from 'zod';
import { shownNumber } from '../../settings/pools/pool-summary.ts';

/** `POST /c/{token}`, by the page of a call link. */
export const linkAsk = z.object({
  active: z.boolean().describe('There was a sign of a person: pointer, key, touch. Without it the page was opened.'),
  pressed: z.boolean().describe('The call button was pressed.').optional(),
});
export type LinkAsk = z.infer<typeof linkAsk>;

/** The number to show, and for how long. */
export const linkAnswer = z.object({
  number: shownNumber,
  /** To be shown once `number` is not theirs any more. */
  default: shownNumber,
  lease: z.object({
    state: z
      .enum(['own', 'leased', 'default'])
      .describe('`own`: it was in the mail. `leased`: by this link, until `expiresAt`. `default`: that of everybody.'),
    expiresAt: z.iso.datetime().optional(),
    renewAfterSeconds: z.number().int().min(0).describe('When the next sign of a person is to be told.').optional(),
  }),
});
export type LinkAnswer = z.infer<typeof linkAnswer>;
