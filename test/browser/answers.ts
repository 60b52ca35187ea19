import type { StubAnswer } from './stub-api.ts';

export const pageNumber = '+12025550199';

export function shown(last: string) {
  return { e164: `+120255501${last}`, display: `(202) 555-01${last}`, href: `tel:+120255501${last}` };
}

export const defaultNumber = shown('90');

/** A lease of +1 202 555 01`last`, on probation unless `renewAfterSeconds` says otherwise. */
export function leased(last: string, { seconds = 60, renewAfterSeconds = 0, now = Date.now() } = {}): StubAnswer {
  return {
    status: 200,
    body: {
      visitor: 'v1.visitor',
      number: shown(last),
      default: defaultNumber,
      lease: { state: 'leased', token: `v1.lease-${last}`, expiresAt: iso(now, seconds), renewAfterSeconds },
      source: { source: 'direct', medium: 'none' },
      swap: { numbers: [pageNumber] },
    },
  };
}

export function held(token: string, { seconds = 1200, renewAfterSeconds = 1110, now = Date.now() } = {}): StubAnswer {
  return { status: 200, body: { held: true, expiresAt: iso(now, seconds), renewAfterSeconds, lease: token } };
}

export function notHeld(byDefault: unknown = defaultNumber): StubAnswer {
  return { status: 200, body: { held: false, default: byDefault } };
}

function iso(now: number, seconds: number): string {
  return new Date(now + seconds * 1000).toISOString();
}
