import { connectMessage } from '../calls/carriers/connect/connect-message.ts';
import { type FlowAnswer, flowAnswer } from '../calls/carriers/connect/flow-answer.ts';
import { parseConnectLookup } from '../calls/carriers/connect/lookup-event.ts';
import { type CallRoute, defaultRoute } from '../calls/routing/decide-route.ts';
import { findRoute } from '../calls/routing/route-ringing-call.ts';
import { tableOf } from '../platform/aws/table.ts';
import { sendWork } from '../platform/aws/work-queue.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { inTime } from '../platform/in-time.ts';
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
export async function handler(event: unknown): Promise<FlowAnswer> {
  const now = Date.now();
  const answer = (route: CallRoute) => flowAnswer(route, process.env[env.defaultQueueArn] ?? '');
  try {
    const parsed = parseConnectLookup(event, now);
    if ('ignored' in parsed) {
      count(metric.messagesIgnored);
      return answer(defaultRoute());
    }
    // A lookup that is lost here costs a hint only: the contact record tells the call again. That is counted. One that is
    // malformed goes on too, so that it ends where somebody looks at it.
    const queued = orInTime(queue(event, now), metric.lookupsNotQueued);
    if ('malformed' in parsed) {
      await queued;
      return answer(defaultRoute());
    }
    count(metric.lookups);
    const routed = orInTime(findRoute(sources(), parsed.observations, now), metric.defaultAnswers);
    const [route] = await Promise.all([routed, queued]);
    if (deadline === firstDeadline) logStart(Date.now() - now);
    deadline = usualDeadline; // not before a call was routed: what is ignored waits for no connection
    return answer(route ?? defaultRoute(parsed.observations[0]?.call));
  } catch (error) {
    logger.error('a lookup failed', { error: describeError(error) });
    return answer(defaultRoute());
  } finally {
    publish(now);
  }
}

/** What the start of this container was made of besides loading the code, which Lambda itself reports, ms. */
function logStart(answered: number): void {
  void warmedUp.then((parts) => logger.info('a container started', { ...parts, answered }));
}

async function queue(payload: unknown, receivedAt: number): Promise<void> {
  const abortSignal = AbortSignal.timeout(deadline);
  const raw = JSON.stringify(payload ?? null);
  await sendWork(connectMessage('lookup', receivedAt, { raw }), { abortSignal });
}

function sources() {
  return {
    settings: tableOf(env.settingsTable),
    leases: tableOf(env.leasesTable),
    visits: tableOf(env.visitsTable),
    calls: tableOf(env.callsTable),
    identityKey: loadIdentityKey,
  };
}

/** Undefined, and counted, for what fails or is not done in time. */
function orInTime<T>(work: Promise<T>, missed: string): Promise<T | undefined> {
  return inTime(work, deadline, (error) => {
    count(missed);
    logger.warn('a part of a lookup failed', { error: describeError(error) });
  });
}
