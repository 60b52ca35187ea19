import * as z from 'zod';
import type { HttpResponse, Probed } from '../destination.ts';
import { isSuccess, jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

const lead = z.object({ id: z.int() });

/** Of `leads/complex`, of `leads`, and of a lead that was changed. */
const made = z.union([
  z.tuple([lead]).transform(([only]) => only),
  z.object({ _embedded: z.object({ leads: z.tuple([lead]) }) }).transform(({ _embedded }) => _embedded.leads[0]),
  lead,
]);

/** A problem; what it says of values is left out. */
const problem = z.object({
  title: z.string().optional(),
  'validation-errors': z
    .array(z.object({ errors: z.array(z.object({ code: z.string().optional(), path: z.string().optional() })) }))
    .optional(),
});

/** What an answer about our one lead says. */
export function readLead(response: HttpResponse): Outcome {
  if (isSuccess(response)) {
    const { data } = made.safeParse(jsonOf(response));
    return { kind: 'delivered', ...(data !== undefined && { receipt: String(data.id) }) };
  }
  const failure = usualFailureUnsure(response, 'amoCRM');
  if (failure !== undefined) return failure;
  const { status } = response;
  const said = problem.safeParse(jsonOf(response)).data;
  const error = said?.['validation-errors']?.[0]?.errors[0];
  const word = error?.code ?? said?.title;
  const detail = `amoCRM answered ${status}${word === undefined ? '' : `: ${word.slice(0, 300)}`}`;
  // Not paid for, or blocked.
  if (status === 402 || status === 403) return { kind: 'auth', detail };
  const field = error?.path?.slice(0, 200);
  return { kind: 'rejected', ...(field !== undefined && { field }), detail };
}

const account = z.object({ currency: z.string() });

/** What the account says of itself; of a value in another currency than its own nobody would know. */
export function readAccount(response: HttpResponse, currency: string): Probed {
  const { data } = account.safeParse(jsonOf(response));
  if (data === undefined || data.currency === currency) return { kind: 'known' };
  const detail = `the account has the currency ${data.currency.slice(0, 10)}, conversions are told in ${currency}`;
  return { kind: 'rejected', field: 'settings.currency', detail };
}
