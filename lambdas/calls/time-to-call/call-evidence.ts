import * as z from 'zod/mini';

/** `again`: called this very number before; `withheld`: gave no number, so nobody can know. */
export const callerKind = z.enum(['first', 'again', 'withheld']);
export type CallerKind = z.infer<typeof callerKind>;

const holder = z.nullable(z.int().check(z.minimum(0)));

/**
 * What showed whose call it was: the index of that holder; null when the caller was none of them. `age`: where the caller was shown the number
 * before all of them, how long before the call, s.
 */
const confirmation = z.object({
  by: z.enum(['click', 'phone-code', 'caller-memory']),
  holder,
  age: z.optional(z.number().check(z.minimum(0))),
});
export type Confirmation = Readonly<z.infer<typeof confirmation>>;

/** What one final call to a leased number tells of how visitors of its pool call. There is nothing about a person in it. */
export const callEvidence = z.object({
  call: z.string(),
  /** When the call began, ms. */
  startedAt: z.int(),
  /** Since when its last holders had been shown the number, s before the call, the latest first; those who withdrew since are among them. */
  ages: z.array(z.number().check(z.minimum(0))),
  /** When they were last there, s before the call; null where nobody knows. */
  lastSeen: z.optional(z.array(z.nullable(z.number().check(z.minimum(0))))),
  /** How long the pool had leased out the number by then, s; where these are fewer than are looked at, they are all that it was shown to. */
  leasedFor: z.optional(z.number().check(z.minimum(0))),
  caller: callerKind,
  /** The surest sign of whose call it was; missing of a call that only the time speaks for. */
  confirmed: z.optional(confirmation),
  /** A second sign: whether the first one can be trusted is measured by it. */
  also: z.optional(confirmation),
  /** A code came with the call, of somebody who had never been shown the number: a visitor on another device, or a stranger. */
  otherCode: z.optional(z.literal(true)),
});
export type CallEvidence = Readonly<z.infer<typeof callEvidence>>;

/** How long before the call its caller was shown the number, s; undefined where nothing shows whose call it was. */
export function confirmedAge({ ages, confirmed }: Pick<CallEvidence, 'ages' | 'confirmed'>): number | undefined {
  if (confirmed === undefined) return undefined;
  return confirmed.holder === null ? confirmed.age : ages[confirmed.holder];
}

/** Whether the visitor clicked the number right before the call. */
export function isClicked({ confirmed, also }: Pick<CallEvidence, 'confirmed' | 'also'>): boolean {
  return confirmed?.by === 'click' || also?.by === 'click';
}
