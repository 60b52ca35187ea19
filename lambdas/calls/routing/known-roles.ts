import type { RoleThen } from '../../settings/phone-numbers/number-history-store.ts';

/** How long a container goes by a role that it has read, ms. What a call is matched by for good is read anew when it is settled. */
const usableFor = 10_000;
const mostKnown = 20_000;

/** One container's memory of what numbers do, so that a lookup need not ask first. Nothing in it is about callers or visitors. */
export interface KnownRoles {
  readonly roleOf: (number: string, now: number) => RoleThen | undefined;
  readonly remember: (number: string, role: RoleThen, now: number) => void;
}

/** An empty memory; times in ms. */
export function knownRoles(): KnownRoles {
  const roles = new Map<string, { readonly role: RoleThen; readonly readAt: number }>();
  return {
    roleOf(number, now) {
      const known = roles.get(number);
      return known !== undefined && now >= known.readAt && now - known.readAt < usableFor ? known.role : undefined;
    },
    remember(number, role, now) {
      // The one that was read longest ago comes first.
      roles.delete(number);
      roles.set(number, { role, readAt: now });
      const [oldest] = roles.keys();
      if (roles.size > mostKnown && oldest !== undefined) roles.delete(oldest);
    },
  };
}
