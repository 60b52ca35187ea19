import type { Management } from '../e2e/management.ts';
import type { Receiver } from '../e2e/receiver.ts';
import { googleAdsTo, webhookTo } from '../e2e/receiver-destinations.ts';
import type { Destinations } from './received-values.ts';
import { keptDestination, settingsSitePath } from './settings-writers.ts';

/** Not 202: the demo site has its numbers there. */
const areas = [212, 305, 415];
const deskAreas = [206, 617, 713];

/** Visits from there get numbers that are long theirs alone. */
export const deskSource = 'newsletter';

export interface CrashSite extends Destinations {
  readonly siteKey: string;
  readonly poolSize: number;
}

/** A site whose numbers go round within a check: short probation, shortest lease; but for those at desks. Its conversions go to three receivers. */
export async function prepareSite(api: Management, receiver: Receiver): Promise<CrashSite> {
  const numbers = numbersOf(areas, 15);
  const site = 'crash';
  const siteKey = 'pk_crash';
  const [hooks, google] = [['crash-shop', 'crash-team'], 'crash-google'] as const;
  await api.must(`PUT /v1/sites/${site}`, {
    name: 'Crash check',
    siteKey,
    origins: ['https://crash.example'],
    currency: 'EUR',
    graceSeconds: 60,
  });
  await api.must(`PUT ${settingsSitePath}`, {
    name: 'Crash settings',
    siteKey: 'pk_crash_settings',
    origins: ['https://crash.example'],
  });
  await api.must(`PUT /v1/destinations/${keptDestination.id}`, keptDestination.body);
  const times = { leaseSeconds: 60, probationSeconds: 2 };
  const pool = { site, kind: 'session', source: 'mixed', ...times, defaultNumber: '+13055550199' };
  await api.must('PUT /v1/pools/crash-web', pool);
  await api.must('POST /v1/pools/crash-web/numbers', { numbers });
  const theirs = { when: [{ source: deskSource }], leaseSeconds: 3600, probationSeconds: 3600 };
  await api.must('PUT /v1/pools/crash-desk', {
    site,
    kind: 'session',
    source: deskSource,
    ...theirs,
    defaultNumber: '+17135550199',
  });
  await api.must('POST /v1/pools/crash-desk/numbers', { numbers: numbersOf(deskAreas, 99) });
  for (const name of hooks) await api.must(`PUT /v1/destinations/${name}`, { site, ...webhookTo(receiver, name) });
  await api.must(`PUT /v1/destinations/${google}`, { site, ...googleAdsTo(receiver) });
  const destinations = [...hooks, google];
  await api.must('PUT /v1/rules/crash-talk', {
    site,
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
    destinations,
  });
  await api.must('PUT /v1/rules/crash-sale', {
    site,
    conversion: { name: 'purchase', value: 'revenue' },
    destinations,
  });
  return { siteKey, poolSize: numbers.length, hooks, google };
}

function numbersOf(areas: readonly number[], ofEach: number): string[] {
  return areas.flatMap((area) =>
    Array.from({ length: ofEach }, (_, index) => `+1${area}55501${String(index).padStart(2, '0')}`),
  );
}
