import * as z from 'zod';
import { attemptDelivery, type Next, type ToAttempt } from '../deliveries/attempt-delivery.ts';
import type { AccessTokens } from '../deliveries/delivery-access.ts';
import { readDeliveryFacts } from '../deliveries/delivery-facts-store.ts';
import { redriveDelivery } from '../deliveries/delivery-redrive-store.ts';
import {
  claimDelivery,
  findDelivery,
  finishDelivery,
  putOffDelivery,
  readDelivery,
} from '../deliveries/delivery-store.ts';
import { type Action, type HttpRequest, takesEmail } from '../deliveries/destinations/destination.ts';
import type { Outcome } from '../deliveries/destinations/outcome.ts';
import { destinations } from '../deliveries/destinations/registry.ts';
import { performedOutcome } from '../deliveries/performed-outcome.ts';
import { resolveName } from '../deliveries/send-address.ts';
import { type Answer, sendRequest } from '../deliveries/send-request.ts';
import { sendTest, type TestResult } from '../deliveries/trial/send-test.ts';
import { eventType } from '../events/event-type.ts';
import { awaitEmailOfCall, emailOfCall } from '../orders/emails/email-of-call.ts';
import { sendEmail } from '../platform/aws/email.ts';
import { tryFunction } from '../platform/aws/invoke-function.ts';
import { readSecrets, renewSecret } from '../platform/aws/stored-secrets.ts';
import { type Table, tableOf } from '../platform/aws/table.ts';
import { publicUrl, required } from '../platform/environment.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { noteAccountThrottled } from '../settings/destinations/account-throttle-store.ts';
import { isDestinationPaused, pauseDestination } from '../settings/destinations/destination-pause-store.ts';
import { readDestination } from '../settings/destinations/destination-store.ts';
import { reserveSlot } from '../settings/destinations/destination-throttle-store.ts';
import { secretsPlace } from '../settings/destinations/stored-destination.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';
import { outcomeLink } from '../team/outcome-link/outcome-token.ts';

const of = z.object({ site: z.string(), destination: z.string() });

const input = z.object({
  call: z.string(),
  delivery: z.string(),
  revision: z.number().int().min(1),
  /** Missing in executions of a version before, which ran only once their delivery was there. */
  of: z.union([of.extend({ conversion: z.string() }), of.extend({ event: z.string() })]).optional(),
  /** What the attempt before answered. */
  attempt: z
    .object({ answer: z.object({ slot: z.number().optional() }) })
    .optional()
    .catch(undefined),
});

const tokens: AccessTokens = new Map();

/** Somebody tries a destination out: nothing of it is kept. */
const testInput = z.object({
  test: of.extend({ id: z.string(), type: z.enum(eventType.options).optional() }),
});

/** The state machine's one task: tells a destination, and says what the machine does next. Management lets it send tests. */
export async function handler(event: unknown): Promise<Next | TestResult> {
  const test = testInput.safeParse(event);
  return test.success ? tryOut(test.data.test) : attempt(event);
}

async function tryOut({
  site: siteId,
  destination: id,
  ...test
}: z.infer<typeof testInput>['test']): Promise<TestResult> {
  const settings = tableOf(env.settingsTable);
  const [destination, site] = await Promise.all([readDestination(settings, siteId, id), readSite(settings, siteId)]);
  if (destination === undefined || destination === 'unknown' || site === undefined) {
    return { passed: false, outcome: 'rejected', detail: 'this version knows no such destination, or not its site' };
  }
  const place = secretsPlace(destination);
  const secrets = place === undefined ? {} : await readSecrets('destination', place);
  const emailFrom = process.env[env.emailFrom] || undefined;
  return sendTest(test, { destination, secrets, site }, destinations, { send, sendEmail, emailFrom, now: Date.now });
}

function send(request: HttpRequest, timeoutMs: number): Promise<Answer> {
  const privateAddresses = process.env[env.privateDestinations] === 'allow' ? 'allow' : 'refuse';
  return sendRequest(request, { privateAddresses, resolve: resolveName, timeoutMs });
}

/** What is lost on the way back is not known: the answer must come before the caller's own time is over. */
const answerMs = 1500;

async function performAction(action: Action, timeoutMs: number): Promise<Outcome> {
  const payload = { action, timeoutMs: Math.max(0, timeoutMs - answerMs) };
  return performedOutcome(await tryFunction(required(env.actionFunction), payload, Math.max(1, timeoutMs)));
}

async function attempt(event: unknown): Promise<Next> {
  const calls = tableOf(env.callsTable);
  const wanted = await whole(input.parse(event), calls);
  if (wanted === undefined) return { next: 'done' };
  const settings = tableOf(env.settingsTable);
  const emails = { calls, identityKey: loadIdentityKey };
  const next = await attemptDelivery(wanted, {
    read: (key) => findDelivery(calls, key),
    readFacts: (delivery) =>
      readDeliveryFacts(
        {
          settings,
          calls,
          readSecrets: (place) => readSecrets('destination', place),
          readEmail: async (type, call) => {
            const can = destinations.get(type)?.can;
            return can && takesEmail(can) ? emailOfCall(emails, call, Date.now()) : undefined;
          },
        },
        delivery,
      ),
    putOff: (key, until) => putOffDelivery(calls, key, until),
    claim: (key, claim) => claimDelivery(calls, key, claim),
    finish: (key, claim, finish) => finishDelivery(calls, key, claim, finish),
    pause: (of, pause) => pauseDestination(settings, of, pause),
    isPaused: (of) => isDestinationPaused(settings, of),
    renewSecret: (place, renewed) => renewSecret('destination', place, renewed, Date.now()),
    awaitEmail: (call) => awaitEmailOfCall(emails, call, Date.now()),
    hasEmail: async (call) => (await emailOfCall(emails, call, Date.now())) !== undefined,
    redrive: (key) => redriveDelivery(calls, key, Date.now()),
    slowDown: (of, to) => noteAccountThrottled(settings, of, to),
    reserveSlot: (of, slot) => reserveSlot(settings, of, slot),
    send,
    sendEmail,
    performAction,
    destinations,
    tokens,
    emailFrom: process.env[env.emailFrom] || undefined,
    outcomeLink: async (call, now) => outcomeLink(await loadSigningKeys(), publicUrl(), call, now),
    now: Date.now,
    random: Math.random,
  });
  const { delivery, revision } = wanted;
  logger.info('attempted', { delivery, revision, next: next.next });
  return next;
}

async function whole({ of, attempt, ...ids }: z.infer<typeof input>, calls: Table): Promise<ToAttempt | undefined> {
  const wanted = { ...ids, slot: attempt?.answer.slot };
  if (of !== undefined) return { ...wanted, of };
  const found = await readDelivery(calls, { call: wanted.call, id: wanted.delivery });
  return found && { ...wanted, of: found };
}
