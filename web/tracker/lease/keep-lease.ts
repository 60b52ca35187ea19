import { noteOf, type OtherIds } from '../arrival/other-ids.ts';
import { type Consent, everything } from '../consent/consent.ts';
import type { Post } from '../post.ts';
import { isVisible } from '../visibility.ts';
import { lost, readHeartbeatAnswer } from './answer.ts';
import type { Memory } from './memory.ts';
import type { Remembered } from './remembered.ts';

const minute = 60_000;

/** ms that a page on which nobody stirs waits, once its lease has run out, after the question number `asked` (1 is the one at its end). */
export function pauseAfter(asked: number): number {
  return Math.min(2 ** (asked - 1), 10) * minute;
}

/** ms to keep quiet after so many failures in a row. */
export function quietAfter(failures: number): number {
  return Math.min(5000 * 2 ** (failures - 1), 10 * minute);
}

/** Timers of browsers overflow after 24 days; a lease may last a year. */
const longestTimer = 3_600_000;

/** The server's clock is read from `Date` headers, which tell whole seconds: what ends within one has ended. */
const dateResolution = 1000;

/**
 * Heartbeats of this page: `signal` when a person stirs, `look` when the lease may have changed or the page comes back, `tellIds` when
 * other tools may have given this browser ids since.
 */
export interface LeaseKeeper {
  signal(): void;
  look(): void;
  tellIds(): void;
}

/** `changed` is told when the memory has another lease state than before: also, the number was lost. */
export function keepLease(
  memory: Memory,
  post: Post,
  otherIds: (allowed: Consent) => OtherIds,
  changed: () => void,
): LeaseKeeper {
  let asking = false;
  let failures = 0;
  let quietUntil = 0;
  /** How often the passive page asked since the lease ran out, and when last. */
  let checks = 0;
  let lastCheck = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const held = () => {
    const remembered = memory.read();
    return remembered?.state === 'leased' && remembered.lease ? remembered : undefined;
  };

  /** When the passive page asks next, ms; never while nothing is held. */
  const nextCheck = () => {
    const until = held()?.leasedUntil ?? Infinity;
    return Math.max(until, checks && lastCheck + pauseAfter(checks), quietUntil);
  };

  /** All that there are, where the API does not know them. */
  const newIds = (remembered: Remembered) => {
    const ids = otherIds(remembered.allowed);
    const note = noteOf(ids);
    return note && note !== remembered.ids ? ids : undefined;
  };

  const beat = async (active: boolean) => {
    const remembered = held();
    if (asking || !remembered) return;
    asking = true;
    const ids = newIds(remembered);
    const reply = await post('/v1/heartbeats', { lease: remembered.lease, active, ids });
    asking = false;
    const now = Date.now();
    // All else may have changed while it was under way: the visitor's token, what is allowed.
    const present = memory.read() ?? remembered;
    const answer =
      reply?.status === 401 ? lost(present) : reply?.status === 200 && readHeartbeatAnswer(reply, present, now);
    if (answer) {
      failures = 0;
      quietUntil = 0;
      lastCheck = now;
      checks = (answer.leasedUntil ?? 0) > now + dateResolution ? 0 : checks + 1;
      // Another tab may have a newer lease by now, or its visitor may have withdrawn.
      if (memory.read() && present.lease === remembered.lease && present.state === remembered.state) {
        memory.write({ ...answer, ids: ids ? noteOf(ids) : present.ids });
        changed();
      }
    } else {
      failures += 1;
      quietUntil = now + quietAfter(failures);
    }
    look();
  };

  const look = () => {
    clearTimeout(timer);
    const wait = nextCheck() - Date.now();
    if (wait <= 0 && isVisible()) void beat(false);
    else if (Number.isFinite(wait) && wait > 0) timer = setTimeout(look, Math.min(wait, longestTimer));
  };

  return {
    look,
    tellIds() {
      // Most have none, and what is remembered need not be read for them.
      if (!noteOf(otherIds(everything))) return;
      const remembered = held();
      if (remembered && newIds(remembered) && Date.now() >= quietUntil) void beat(false);
    },
    signal() {
      const now = Date.now();
      if (now >= quietUntil && now >= (held()?.renewAt ?? Infinity)) void beat(true);
    },
  };
}
