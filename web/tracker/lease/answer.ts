import { field, numberField, numericField, textField, textsField } from '../../fields.ts';
import type { Reply } from '../post.ts';
import { type Remembered, stateOf } from './remembered.ts';

/** `POST /v1/numbers`: what to remember of the answer; `undefined` if it is none. */
export function readNumberAnswer(
  reply: Reply | undefined,
  now: number,
): Omit<Remembered, 'landing' | 'allowed'> | undefined {
  if (reply?.status !== 200) return undefined;
  const { body } = reply;
  const lease = field(body, 'lease');
  const state = stateOf(field(lease, 'state'));
  if (!state) return undefined;
  const swap = field(body, 'swap');
  return {
    state,
    askedAt: now,
    visitor: textField(body, 'visitor'),
    lease: textField(lease, 'token'),
    number: state === 'none' ? undefined : numberField(body, 'number'),
    ...leaseTimes(lease, reply, now),
    domains: textsField(body, 'cookieDomains'),
    swapNumbers: textsField(swap, 'numbers'),
    swapSelectors: textsField(swap, 'selectors'),
  };
}

/** `POST /v1/heartbeats`: the same memory with the lease's new times, or with the default number in place of a lost one. */
export function readHeartbeatAnswer(reply: Reply, remembered: Remembered, now: number): Remembered | undefined {
  const held = field(reply.body, 'held');
  if (held === false) return lost(remembered, reply.body);
  if (held !== true) return undefined;
  const { leasedUntil, renewAt } = leaseTimes(reply.body, reply, now);
  return {
    ...remembered,
    lease: textField(reply.body, 'lease') ?? remembered.lease,
    leasedUntil: leasedUntil ?? remembered.leasedUntil,
    renewAt: renewAt ?? remembered.renewAt,
  };
}

/** The number is somebody else's now, or the API knows nothing of it any more. */
export function lost(remembered: Remembered, body?: unknown): Remembered {
  return {
    ...remembered,
    state: 'lost',
    lease: undefined,
    leasedUntil: undefined,
    renewAt: undefined,
    number: numberField(body, 'default'),
  };
}

function leaseTimes(value: unknown, { clockAhead }: Reply, now: number): Pick<Remembered, 'leasedUntil' | 'renewAt'> {
  const expiresAt = Date.parse(textField(value, 'expiresAt') ?? '');
  const renewAfter = numericField(value, 'renewAfterSeconds');
  return {
    leasedUntil: Number.isNaN(expiresAt) ? undefined : expiresAt + clockAhead,
    renewAt: renewAfter === undefined ? undefined : now + renewAfter * 1000,
  };
}
