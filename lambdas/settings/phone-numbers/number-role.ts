import * as z from 'zod/mini';
import { knownOr } from '../../platform/known-part.ts';
import { e164 } from '../e164.ts';

/** What a number does now: leased to visitors, given to recipients of mails, standing for a pool, or nothing (it keeps the pool it was last in). */
export const numberRole = z.enum(['session', 'recipient', 'static', 'default', 'none']);
export type NumberRole = z.infer<typeof numberRole>;

/** As it is stored: a role that only a newer version knows is in use, and names no visitor. */
export const storedRole = knownOr(numberRole, 'static');
export const storedFormerRole = knownOr(z.optional(z.enum(['session', 'recipient', 'static', 'default'])), 'static');

const text = z.string();
const whole = z.int();

/** `NUMBER#<e164>/NOW`: a number has one role in one pool at a time. Times in ms since 1970. */
export const numberNow = z.object({
  number: e164,
  pool: text,
  /** The pool's; outlives it. */
  site: z.optional(text),
  role: storedRole,
  /** Of a number that was taken out: the role that it had, and whether its calls still go where those of its site go. */
  was: storedFormerRole,
  forwards: z.optional(z.boolean()),
  /** When it was taken out. */
  removedAt: z.optional(whole),
  /** Where its slot lies; only of numbers that were leased to visitors, or given to recipients. */
  shard: z.optional(whole),
  display: text,
  /** Until then some visitor may still be shown the number, whatever role it has. */
  restsUntil: whole,
  /** When it took this role. */
  since: whole,
  version: whole,
});
export type NumberNow = Readonly<z.infer<typeof numberNow>>;

/** The role of the numbers of a pool with slots: it is called as the pool's kind. */
export type RoleWithSlot = Extract<NumberRole, 'session' | 'recipient'>;

/** Whether a number of that role has a slot. */
export function hasSlot(role: NumberRole | undefined): role is RoleWithSlot {
  return role === 'session' || role === 'recipient';
}

/** A role that a number is to take. */
export type Assignment = Pick<NumberNow, 'number' | 'pool' | 'site' | 'role' | 'shard' | 'display'>;

/** Whether somebody may learn what a site has. */
export type MaySee = (site: string) => boolean;

/** Who may only see the site that the number is wanted for. */
const onlyOwnSite: MaySee = () => false;

/** Where the number is used, in words, when that stands in the way of the assignment; of a site that may not be seen no more than that it is. */
export function usedElsewhere(
  now: NumberNow | undefined,
  wanted: Assignment,
  maySee: MaySee = onlyOwnSite,
): string | undefined {
  if (now === undefined || isAlready(now, wanted)) return undefined;
  // Who still dials a forwarded number looks for the site that had it.
  const isAnothers = now.forwards === true && now.site !== undefined && now.site !== (wanted.site ?? now.site);
  if (now.role === 'none' && !isAnothers) return undefined;
  if (now.site !== wanted.site && !maySee(now.site ?? '')) return `${now.number} is in use at another site`;
  if (now.role === 'none') {
    const end = `DELETE /v1/pools/${now.pool}/numbers/${now.number}?forward=false`;
    return `${now.number} is still forwarded for pool ${now.pool} of another site; ${end} ends that`;
  }
  const as = { session: 'a number', recipient: 'a number', static: 'a static number', default: 'the default number' }[
    now.role
  ];
  return `${now.number} is ${as} of pool ${now.pool}`;
}

/** Whether the number has that very role already. */
export function isAlready(now: NumberNow | undefined, wanted: Assignment): boolean {
  return now !== undefined && now.pool === wanted.pool && now.role === wanted.role;
}

/** The number in its new role; it still rests as long as it had to. */
export function assigned(before: NumberNow | undefined, wanted: Assignment, at: number): NumberNow {
  return { ...wanted, restsUntil: before?.restsUntil ?? 0, ...nextChange(before, at) };
}

/** How a number is taken out. */
export interface Release {
  readonly site?: string | undefined;
  /** Until whoever was shown it last has had their time, ms. */
  readonly restsUntil?: number | undefined;
  /** Its calls go on to be answered: until the number is given back. */
  readonly forwards?: boolean | undefined;
}

/** The number without a role; it keeps its pool, and the role that it had. */
export function released(
  before: NumberNow,
  at: number,
  { site = before.site, restsUntil = 0, forwards = true }: Release,
): NumberNow {
  const change = nextChange(before, at);
  return {
    ...before,
    site,
    role: 'none',
    was: before.role === 'none' ? before.was : before.role,
    forwards,
    removedAt: before.role === 'none' ? before.removedAt : change.since,
    restsUntil: Math.max(before.restsUntil, restsUntil),
    ...change,
  };
}

/** Roles of one number never begin in the same millisecond, so that its history keeps each. */
function nextChange(before: NumberNow | undefined, at: number) {
  return { since: Math.max(at, (before?.since ?? 0) + 1), version: (before?.version ?? 0) + 1 };
}
