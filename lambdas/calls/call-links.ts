import * as z from 'zod';
import type { Observation } from './observation.ts';

/** How it is known, the surest first: the first contact of a call was named, or the one after a contact, or only the one before. */
export const linkKinds = ['initial', 'next', 'previous'] as const;

/** A contact that belongs to another one's call. It may have been taken for a call of its own before that was known. */
export const callLink = z.object({ part: z.string(), call: z.string(), by: z.enum(linkKinds) });
export type CallLink = Readonly<z.infer<typeof callLink>>;

/** What an observation says of which contacts belong together; nothing of a contact that names no other. */
export function linksOf({ call, leg, fields: { previousLeg, nextLeg, ownLeg } }: Observation): CallLink[] {
  const links: readonly (readonly [part: string | undefined, by: CallLink['by']])[] = [
    // A leg that was named beside its call was never taken for one.
    [ownLeg ? undefined : leg, call === previousLeg ? 'previous' : 'initial'],
    [previousLeg, 'initial'],
    [nextLeg, 'next'],
  ];
  return links.flatMap(([part, by]) => (part === undefined || part === call ? [] : [{ part, call, by }]));
}

/**
 * Where a way along links ends: undefined while it may go on. Contacts that name each other in a circle are one call, under
 * the first of their ids, from wherever the way began.
 */
export function endOfWay(way: readonly string[], next: CallLink | undefined): string | undefined {
  if (next === undefined) return way.at(-1);
  const before = way.indexOf(next.call);
  return before === -1 ? undefined : way.slice(before).sort()[0];
}
