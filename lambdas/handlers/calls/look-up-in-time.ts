import type { NewCarrierMessage } from '../../calls/carriers/carrier-message.ts';
import type { Observation } from '../../calls/observation.ts';
import { type CallRoute, defaultRoute } from '../../calls/routing/decide-route.ts';
import { findRoute } from '../../calls/routing/route-ringing-call.ts';
import { tableOf } from '../../platform/aws/table.ts';
import { sendWork } from '../../platform/aws/work-queue.ts';
import { describeError } from '../../platform/describe-error.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { inTime } from '../../platform/in-time.ts';
import { logger } from '../../platform/log.ts';
import { env, metric } from '../../platform/names.ts';
import { type WarmUp, warmUp } from '../../platform/warm-up.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { matchSources } from './match-sources.ts';

/** How long a lookup may take, ms, and who counts what it missed. */
export interface LookupLimits {
  readonly milliseconds: number;
  readonly count: (metric: string) => void;
}

/** What a carrier asks while the phone rings. */
export interface Lookup {
  readonly observations: readonly Observation[];
  /** For the work queue. */
  readonly message: NewCarrierMessage;
}

/** Does what the first lookup of a container would otherwise wait for, one after the other. */
export function warmUpLookup(): Promise<WarmUp> {
  return warmUp(
    { identityKey: loadIdentityKey, tables: async () => readSite(tableOf(env.settingsTable), 'nobody') },
    () => performance.now(),
  );
}

/** Where a call that rings (at `now`, ms) shall go: always in time, by the default route if nothing better is known then. */
export async function lookUpInTime(
  { observations, message }: Lookup,
  limits: LookupLimits,
  now: number,
): Promise<CallRoute> {
  limits.count(metric.lookups);
  const [route] = await Promise.all([
    orCounted(findRoute(matchSources(), observations, now), metric.defaultAnswers, limits),
    queueInTime(message, limits),
  ]);
  return route ?? defaultRoute(observations[0]?.call);
}

/** Queues what was asked. One that is lost costs a hint only, as the records of the call tell it again. */
export async function queueInTime(message: NewCarrierMessage, limits: LookupLimits): Promise<void> {
  const sent = sendWork(message, { abortSignal: AbortSignal.timeout(limits.milliseconds) });
  await orCounted(sent, metric.lookupsNotQueued, limits);
}

/** Undefined, and counted, for what fails or is not done in time. */
function orCounted<T>(work: Promise<T>, missed: string, limits: LookupLimits): Promise<T | undefined> {
  return inTime(work, limits.milliseconds, (error) => {
    limits.count(missed);
    logger.warn('a part of a lookup failed', { error: describeError(error) });
  });
}
