import type { NewCarrierMessage } from '../../calls/carriers/carrier-message.ts';
import type { Observation } from '../../calls/observation.ts';
import { type CallRoute, defaultRoute, routeTakenBy } from '../../calls/routing/call-route.ts';
import { type KnownSettings, knownSettings } from '../../calls/routing/known-settings.ts';
import { findRoute } from '../../calls/routing/route-ringing-call.ts';
import { tableOf } from '../../platform/aws/table.ts';
import { sendWork } from '../../platform/aws/work-queue.ts';
import { describeError } from '../../platform/describe-error.ts';
import { required } from '../../platform/environment.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { inTime } from '../../platform/in-time.ts';
import { logger } from '../../platform/log.ts';
import { env, metric } from '../../platform/names.ts';
import { type WarmUp, warmUp } from '../../platform/warm-up.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { knowledge, matchSources } from './match-sources.ts';

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

/** Of the time for a lookup this much is kept for noting what was answered, ms. */
const timeToQueue = 100;

const knownIn = new Map<string, KnownSettings>();

/**
 * Where a call that rings (at `now`, ms) shall go: always in time, by the default route if nothing better is known then. What was asked is
 * queued with what is answered, so that the call says where it was sent.
 */
export async function lookUpInTime(
  { observations, message }: Lookup,
  limits: LookupLimits,
  now: number,
): Promise<CallRoute> {
  limits.count(metric.lookups);
  const began = performance.now();
  const sources = {
    ...matchSources(),
    known: knownOf(required(env.settingsTable)),
    // What a pool has taught is no reason to wait.
    knowledgeOf: async (pool: string) => knowledge.ready(tableOf(env.callsTable), pool, now),
  };
  const toFind = { ...limits, milliseconds: Math.max(1, limits.milliseconds - timeToQueue) };
  const found = await orCounted(findRoute(sources, observations, now), metric.defaultAnswers, toFind);
  const route = found ?? defaultRoute(observations[0]?.call);
  const left = Math.max(1, Math.round(limits.milliseconds - (performance.now() - began)));
  await queueInTime({ ...message, route: routeTakenBy(route) }, { ...limits, milliseconds: left });
  return route;
}

/** What a container knows of the settings in a table. */
function knownOf(table: string): KnownSettings {
  const known = knownIn.get(table) ?? knownSettings();
  knownIn.set(table, known);
  return known;
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
