import * as z from 'zod';
import { ruleSettings } from './rule.ts';

/** A rule as the management API tells it. */
export const ruleAnswer = z.object({ ...ruleSettings.shape, id: z.string(), since: z.iso.datetime() });
export type RuleAnswer = Readonly<z.infer<typeof ruleAnswer>>;
