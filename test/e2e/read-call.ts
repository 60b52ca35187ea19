import type { Contact } from './connect-payloads.ts';
import type { CallDetail, Management } from './management.ts';
import { soon } from './soon.ts';

/** The call as it is told once it is as hoped for; as it is then, if it never is. */
export async function untilCall(
  api: Management,
  { id }: Pick<Contact, 'id'>,
  hoped: (detail: CallDetail) => boolean,
): Promise<CallDetail> {
  return (await soon(
    () => api.call(id),
    (detail) => detail !== undefined && hoped(detail),
  ))!;
}

/** What the rule `sale` made of it. */
export const saleOf = ({ conversions }: CallDetail) => conversions.find(({ rule }) => rule === 'sale');

/** It is over, and whoever was to be told of it was. */
export const isSettled = ({ call, conversions }: CallDetail) =>
  call.final && conversions.every(({ deliveries }) => deliveries.every(({ state }) => state === 'delivered'));
