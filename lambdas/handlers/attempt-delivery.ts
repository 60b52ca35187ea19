import * as z from 'zod';
import { attemptDelivery, type Next, type ToAttempt } from '../deliveries/attempt-delivery.ts';
import type { AccessTokens } from '../deliveries/delivery-access.ts';
import { readDeliveryFacts } from '../deliveries/delivery-facts-store.ts';
import {
  claimDelivery,
  findDelivery,
  finishDelivery,
  putOffDelivery,
  readDelivery,
} from '../deliveries/delivery-store.ts';
import { destinations } from '../deliveries/destinations/registry.ts';
import { resolveName } from '../deliveries/send-address.ts';
import { sendRequest } from '../deliveries/send-request.ts';
import { sendEmail } from '../platform/aws/email.ts';
import { readSecrets } from '../platform/aws/stored-secrets.ts';
import { type Table, tableOf } from '../platform/aws/table.ts';
import { publicUrl } from '../platform/environment.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { isDestinationPaused, pauseDestination } from '../settings/destinations/destination-pause-store.ts';
import { noteThrottled, reserveSlot } from '../settings/destinations/destination-throttle-store.ts';
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

/** The state machine's one task: tells a destination, and says what the machine does next. */
export async function handler(event: unknown): Promise<Next> {
  const calls = tableOf(env.callsTable);
  const wanted = await whole(input.parse(event), calls);
  if (wanted === undefined) return { next: 'done' };
  const settings = tableOf(env.settingsTable);
  const privateAddresses = process.env[env.privateDestinations] === 'allow' ? 'allow' : 'refuse';
  const next = await attemptDelivery(wanted, {
    read: (key) => findDelivery(calls, key),
    readFacts: (delivery) =>
      readDeliveryFacts({ settings, calls, readSecrets: (place) => readSecrets('destination', place) }, delivery),
    putOff: (key, until) => putOffDelivery(calls, key, until),
    claim: (key, claim) => claimDelivery(calls, key, claim),
    finish: (key, claim, finish) => finishDelivery(calls, key, claim, finish),
    pause: (of, pause) => pauseDestination(settings, of, pause),
    isPaused: (of) => isDestinationPaused(settings, of),
    slowDown: (of, to) => noteThrottled(settings, of, to),
    reserveSlot: (of, slot) => reserveSlot(settings, of, slot),
    send: (request, timeoutMs) => sendRequest(request, { privateAddresses, resolve: resolveName, timeoutMs }),
    sendEmail,
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
