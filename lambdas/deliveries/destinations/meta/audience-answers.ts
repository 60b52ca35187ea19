import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { readFailure } from './meta-answers.ts';

const received = z.object({ num_received: z.number(), num_invalid_entries: z.number().default(0) });

/**
 * What an answer of `/{audience}/users` says of our one person. Whether Meta knows the person it never says; the audience changes within a day.
 */
export function readMembers(response: HttpResponse): Outcome {
  const failed = readFailure(response, 'settings.audienceId');
  if (failed !== undefined) return failed;
  const { data } = received.safeParse(jsonOf(response));
  if (data === undefined) return { kind: 'unknown', detail: 'Meta did not say whether it received the person' };
  return data.num_received > data.num_invalid_entries
    ? { kind: 'delivered' }
    : { kind: 'rejected', detail: 'Meta could not read what names the person' };
}
