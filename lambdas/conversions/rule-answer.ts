import * as z from 'zod';
import { rule } from './rule.ts';

/** A rule as the management API tells it. */
export const ruleAnswer = rule.extend({ since: z.iso.datetime() });
export type RuleAnswer = Readonly<z.infer<typeof ruleAnswer>>;
