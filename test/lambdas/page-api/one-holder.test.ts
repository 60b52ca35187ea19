import fc from 'fast-check';
import { type LeaseClaims, leaseClaims } from '../../../lambdas/platform/token-claims.ts';
import { verifyToken } from '../../../lambdas/platform/tokens.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { poolOf } from '../leases/pool-of-slots.ts';
import { type NumberDesk, numberDesk } from './number-desk.ts';

/** One browser: its tabs share what they were told last, or have an older token of their own. */
interface Browser {
  visitor?: string | undefined;
  lease?: string | undefined;
  olderLease?: string | undefined;
}

const page = fc.record({
  what: fc.constantFrom('ask', 'return', 'return', 'second tab', 'stay', 'stay', 'look'),
  browser: fc.nat({ max: 3 }),
  query: fc.constantFrom('', '', '?gclid=abc', '?msclkid=abc'),
});
const moment = fc.record({
  pages: fc.array(page, { minLength: 1, maxLength: 5 }),
  wait: fc.constantFrom(0, 1, 1000, 4000, 30_000, 61_000, 63_000, 600_000, 1_300_000, 86_400_000),
});

test('whatever pages do at once and in turn, a number has one holder, and what was shown has a visit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(moment, { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 1, max: 3 }),
      async (moments, size) => {
        const pool = poolOf('web', { shards: size > 2 ? [2, 1] : [size], leaseSeconds: 1200, probationSeconds: 60 });
        const desk = await numberDesk([pool]);
        const browsers: Browser[] = Array.from({ length: 4 }, () => ({}));
        const promises: LeaseClaims[] = [];
        for (const { pages, wait } of moments) {
          const before = await desk.slots(pool);
          const told = await Promise.all(
            pages.map(({ what, browser, query }) => visit(desk, browsers[browser]!, what, query)),
          );
          const after = await desk.slots(pool);
          expect(brokenPromises(promises, told.flat(), desk.state.now)).toEqual([]);
          promises.push(...told.flat());
          after.forEach((slot, index) => expect(slot.leasedUntil).toBeGreaterThanOrEqual(before[index]!.leasedUntil));
          desk.state.now += wait;
        }
        const records = new Map(
          (await desk.visitItems()).map((item) => [`${String(item.pk)} ${String(item.sk)}`, item]),
        );
        for (const claims of promises) {
          const { pk, sk } = visitItemKey(claims);
          expect(records.get(`${pk} ${sk}`)).toMatchObject({ visitor: claims.visitor, lease: claims.lease });
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** What the page was told: the claims of its lease token, if it holds a number now. */
async function visit(desk: NumberDesk, browser: Browser, what: string, query: string): Promise<LeaseClaims[]> {
  const token = await tokenFor(desk, browser, what, query);
  const claims = token === undefined ? undefined : verifyToken(desk.parts.signingKeys, token, leaseClaims);
  return claims ? [claims] : [];
}

async function tokenFor(desk: NumberDesk, browser: Browser, what: string, query: string): Promise<string | undefined> {
  if (what === 'stay' || what === 'look') {
    if (browser.lease === undefined) return undefined;
    const answer = await desk.beat(browser.lease, what === 'stay');
    if (answer.held) browser.lease = answer.lease;
    return answer.held ? answer.lease : undefined;
  }
  const known = {
    ask: {},
    return: { visitor: browser.visitor, lease: browser.lease },
    'second tab': { visitor: browser.visitor, lease: browser.olderLease },
  }[what];
  const answer = await desk.ask(query, known);
  const { token } = answer.lease;
  browser.visitor = answer.visitor;
  if (token !== undefined) {
    browser.olderLease = browser.lease;
    browser.lease = token;
  }
  return token;
}

/**
 * Promises of a number that still run when another visitor is told that he has it. Of what was told at the same moment
 * the order is unknown, and that a lease has run out is no promise.
 */
function brokenPromises(earlier: readonly LeaseClaims[], told: readonly LeaseClaims[], now: number): LeaseClaims[] {
  const running = ({ leasedUntil }: LeaseClaims) => leasedUntil > now;
  const isBrokenBy = (former: LeaseClaims, claims: LeaseClaims) =>
    former.number === claims.number && former.visitor !== claims.visitor;
  return [
    ...earlier.filter((former) => running(former) && told.some((claims) => isBrokenBy(former, claims))),
    ...told.filter((former) => running(former) && told.some((claims) => running(claims) && isBrokenBy(former, claims))),
  ];
}
