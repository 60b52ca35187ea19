import { connectMessage } from '../calls/carriers/connect/connect-message.ts';
import { type FlowAnswer, flowAnswer } from '../calls/carriers/connect/flow-answer.ts';
import { parseConnectLookup } from '../calls/carriers/connect/lookup-event.ts';
import { type CallRoute, defaultRoute } from '../calls/routing/call-route.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import { env, lookupSeconds, metric } from '../platform/names.ts';
import { lookUpInTime, queueInTime, warmUpLookup } from './calls/look-up-in-time.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'connect-lookup');

/** The caller hears silence meanwhile: after this time the flow gets what is known then, ms. */
const usualDeadline = 700;

/**
 * The same for the first request of a container, whose connections are not there yet: all that the flow allows, less a second for
 * Lambda to make the container and load the code.
 */
const firstDeadline = (lookupSeconds - 1) * 1000;

let deadline = firstDeadline;

const warmedUp = warmUpLookup();

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
    const limits = { milliseconds: deadline, count };
    const message = connectMessage('lookup', now, { raw: JSON.stringify(event ?? null) });
    if ('malformed' in parsed) {
      await queueInTime(message, limits); // so that it ends where somebody looks at it
      return answer(defaultRoute());
    }
    const route = await lookUpInTime({ ...parsed, message }, limits, now);
    if (deadline === firstDeadline) logStart(Date.now() - now);
    deadline = usualDeadline; // not before a call was routed: what is ignored waits for no connection
    return answer(route);
  } catch (error) {
    logger.error('a lookup failed', { error: describeError(error) });
    return answer(defaultRoute());
  } finally {
    publish(now);
  }
}

/** What the start of this container was made of besides loading the code, which Lambda itself reports, ms. */
function logStart(answered: number): void {
  void warmedUp.then((times) => logger.info('a container started', { ...times, answered }));
}
