import * as z from 'zod';
import { columnOf } from '../platform/field-table.ts';
import { meanings } from './fields/meaning.ts';

/** One alternative of a pool's `when`: every field that is given must fit the visit. */
export const poolCondition = z
  .strictObject(columnOf(meanings, 'settings'))
  .partial()
  .refine((condition) => Object.keys(condition).length > 0, { message: 'must name at least one field' });

/** A condition as the management API answers it: what was valid when it was written stays so. */
export const conditionAnswer = z.object(columnOf(meanings, 'answer')).partial();

/** Any of them; robots have pools of their own. */
export const poolConditions = z
  .array(poolCondition)
  .max(50)
  .refine((when) => when.every(({ robot }) => robot) || when.every(({ robot }) => !robot), {
    message: 'must be for robots in every entry or in none: a pool for robots is for nobody else',
  });
