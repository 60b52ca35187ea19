import * as z from 'zod/mini';
import { knownOr } from '../../platform/known-part.ts';
import { e164 } from '../e164.ts';

/** `block`: nobody takes their calls. `allow`: they are no spam. `ours`: own staff, whose calls count nowhere. */
export const callerListName = z.enum(['block', 'allow', 'ours']);
export type CallerListName = z.infer<typeof callerListName>;

/** A number that a site has on one of its lists, as it is stored; `since` in ms. One that only a newer version knows changes nothing. */
export const listedCaller = z.object({
  number: e164,
  list: knownOr(z.optional(callerListName), undefined),
  note: z.optional(z.string()),
  since: z.int(),
});
export type ListedCaller = Readonly<z.infer<typeof listedCaller>>;
