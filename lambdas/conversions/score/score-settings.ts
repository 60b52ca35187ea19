import * as z from 'zod';
import { asksField } from '../../calls/conditions/explain-conditions.ts';
import { label } from '../../settings/label.ts';
import { ruleConditions, storedConditions, type Wanted } from '../rules/rule-conditions.ts';

/** What calls score: each entry that fits adds its points, or takes them away. The score itself cannot be asked for. */
export const scoreSettings = z
  .array(
    z.strictObject({
      name: label(40),
      when: ruleConditions.refine((when) => !asksField<Wanted>(when, 'score'), {
        message: 'must not ask for the score: it is made of these',
      }),
      points: z.number().int().min(-100).max(100),
    }),
  )
  .min(1)
  .max(20);

/** As they are stored: known to the last field. */
export const storedScoreSettings = z.array(
  z.strictObject({ name: z.string(), when: storedConditions, points: z.number().int() }),
);
