import * as z from 'zod';
import { openWord } from '../../platform/http/open-word.ts';
import { visibleLine } from '../label.ts';
import { callerListName } from './caller-list.ts';

/** `PUT /v1/sites/{site}/callers/{number}`. */
export const callerSettings = z.strictObject({
  list: callerListName,
  /** Why, for people. */
  note: visibleLine(z.string().trim().min(1).max(200)).optional(),
});

/** A number on a list of a site, as the management API tells it. */
export const callerAnswer = z.object({
  number: z.string(),
  /** Missing where only a newer version knows the list. */
  list: z.optional(openWord(callerListName.options)),
  note: z.string().optional(),
  since: z.iso.datetime(),
});
