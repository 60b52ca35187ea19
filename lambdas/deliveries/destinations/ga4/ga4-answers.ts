import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** What the validation server answers. Its `description` is left out: it repeats what was sent. */
const checked = z.object({
  validationMessages: z
    .array(z.object({ fieldPath: z.string().optional(), validationCode: z.string().optional() }))
    .min(1),
});

/**
 * What an answer says. To what is collected it is a 2xx whatever was sent, with an empty body: success means received, and no more. That of
 * `/debug/mp/collect` names what is wrong.
 */
export function readCollected(response: HttpResponse): Outcome {
  if (!isSuccess(response)) {
    const detail = `Google Analytics answered ${response.status}`;
    // Neither a refund nor an event other than a purchase is known again.
    return usualFailureUnsure(response, 'Google Analytics') ?? { kind: 'rejected', detail };
  }
  const [message] = checked.safeParse(jsonOf(response)).data?.validationMessages ?? [];
  if (message === undefined) return { kind: 'delivered' };
  const { fieldPath, validationCode = 'it is not valid' } = message;
  return {
    kind: 'rejected',
    ...(fieldPath !== undefined && { field: fieldPath.slice(0, 200) }),
    detail: `Google Analytics says ${validationCode.slice(0, 200)}`,
  };
}
