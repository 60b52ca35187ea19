import { setTimeout } from 'node:timers/promises';
import { parseConnectLookup } from '../calls/carriers/connect/lookup-event.ts';
import { fold } from '../calls/fold/fold.ts';
import { gatherMatchFacts } from '../calls/match/gather-match-facts.ts';
import { matchCall } from '../calls/match/match-call.ts';
import type { Observation } from '../calls/observation.ts';
import { defaultRoute, type RouteAnswer, routeCall } from '../calls/routing/route-call.ts';
import { tableOf } from '../platform/aws/table.ts';
import { sendWork } from '../platform/aws/work-queue.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { logger } from '../platform/log.ts';
import { env, lookupSeconds, metric } from '../platform/names.ts';
import { warmUp } from '../platform/warm-up.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'connect-lookup');

/** The caller hears silence meanwhile: after this time the flow gets what is known then, ms. */
const usualDeadline = 700;

/**
 * The same for the first request of a container, whose connections are not there yet: all that the flow allows, less a second for
 * Lambda to make the container and load the code.
 */
const firstDeadline = (lookupSeconds - 1) * 1000;

let deadline = firstDeadline;

/** What the first request would otherwise wait for, one after the other: the key of callers, and the way to the tables. */
const warmedUp = warmUp(
  {
    identityKey: loadIdentityKey,
    tables: async () => readSite(tableOf(env.settingsTable), 'nobody'),
  },
  () => performance.now(),
);

/**
 * A flow asks where a call comes from and where it shall go, while the phone rings. Always answers, with the default route if
 * nothing better is known in time. The same event again gives the same answer.
 */
export async function handler(event: unknown): Promise<RouteAnswer> {
  const now = Date.now();
  const fallback = { queueArn: process.env[env.defaultQueueArn] ?? '' };
  try {
    const parsed = parseConnectLookup(event, now);
    if ('ignored' in parsed) {
      count(metric.messagesIgnored);
      return defaultRoute(fallback);
    }
    // A lookup that is lost here costs a hint only: the contact record tells the call again. That is counted. One that is
    // malformed goes on too, so that it ends where somebody looks at it.
    const queued = orInTime(queue(event, now), () => count(metric.lookupsNotQueued));
    if ('malformed' in parsed) {
      await queued;
      return defaultRoute(fallback);
    }
    count(metric.lookups);
    const routed = orInTime(route(parsed.observations, fallback), () => count(metric.defaultAnswers));
    const [answer] = await Promise.all([routed, queued]);
    if (deadline === firstDeadline) tellStart(Date.now() - now);
    deadline = usualDeadline; // not before a call was routed: what is ignored waits for no connection
    return answer ?? defaultRoute(fallback, parsed.observations[0]?.call);
  } catch (error) {
    logger.error('a lookup failed', { error: describeError(error) });
    return defaultRoute(fallback);
  } finally {
    publish(now);
  }
}

/** What the start of this container was made of besides loading the code, which Lambda itself reports, ms. */
function tellStart(answered: number): void {
  void warmedUp.then((parts) => logger.info('a container started', { ...parts, answered }));
}

async function queue(payload: unknown, receivedAt: number): Promise<void> {
  const abortSignal = AbortSignal.timeout(deadline);
  await sendWork({ kind: 'connect-lookup', receivedAt, payload }, { abortSignal });
}

async function route(
  observations: readonly Observation[],
  fallback: { readonly queueArn: string },
): Promise<RouteAnswer | undefined> {
  const call = fold(observations, { now: Date.now(), graceSeconds: 0 });
  if (call === undefined) return undefined;
  const settings = tableOf(env.settingsTable);
  const { facts } = await gatherMatchFacts(call, {
    settings,
    leases: tableOf(env.leasesTable),
    visits: tableOf(env.visitsTable),
    calls: tableOf(env.callsTable),
    identityKey: loadIdentityKey,
  });
  const match = matchCall(facts);
  const site = facts.number && (await readSite(settings, facts.number.site));
  return routeCall(fallback, call.id, match, site);
}

/** What the work comes to; undefined, and `onFailure` is told, if it fails or is not done in time. Never throws. */
async function orInTime<T>(work: Promise<T>, onFailure = () => {}): Promise<T | undefined> {
  const stop = new AbortController();
  const late = setTimeout(deadline, undefined, { signal: stop.signal }).then(() => {
    throw new Error('it is not done in time');
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    onFailure();
    logger.warn('a part of a lookup failed', { error: describeError(error) });
    return undefined;
  } finally {
    stop.abort();
  }
}
