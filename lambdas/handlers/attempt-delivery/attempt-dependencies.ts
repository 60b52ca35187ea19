import type { AttemptDependencies } from '../../deliveries/attempt-delivery.ts';
import type { AccessTokens } from '../../deliveries/delivery-access.ts';
import { readDeliveryFacts } from '../../deliveries/delivery-facts-store.ts';
import { redriveDelivery } from '../../deliveries/delivery-redrive-store.ts';
import { claimDelivery, findDelivery, finishDelivery, putOffDelivery } from '../../deliveries/delivery-store.ts';
import { takesEmail } from '../../deliveries/destinations/destination.ts';
import { destinations } from '../../deliveries/destinations/registry.ts';
import { performBy } from '../../deliveries/performed-outcome.ts';
import { resolveName } from '../../deliveries/send-address.ts';
import { sendRequest } from '../../deliveries/send-request.ts';
import type { TestDependencies } from '../../deliveries/trial/send-test.ts';
import { awaitEmailOfCall, emailOfCall } from '../../orders/emails/email-of-call.ts';
import { sendEmail } from '../../platform/aws/email.ts';
import { tryFunction } from '../../platform/aws/invoke-function.ts';
import { readSecrets, renewSecret } from '../../platform/aws/stored-secrets.ts';
import { tableOf } from '../../platform/aws/table.ts';
import { publicUrl, required } from '../../platform/environment.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { env } from '../../platform/names.ts';
import { loadSigningKeys } from '../../platform/signing-keys.ts';
import { noteAccountThrottled } from '../../settings/destinations/account-throttle-store.ts';
import { isDestinationPaused, pauseDestination } from '../../settings/destinations/destination-pause-store.ts';
import { reserveSlot } from '../../settings/destinations/destination-throttle-store.ts';
import { outcomeLink } from '../../team/outcome-link/outcome-token.ts';

/** This container's. */
const tokens: AccessTokens = new Map();

/** How messages leave this function, as its environment says. */
export function sending(): TestDependencies {
  const privateAddresses = process.env[env.privateDestinations] === 'allow' ? 'allow' : 'refuse';
  return {
    send: (request, timeoutMs) => sendRequest(request, { privateAddresses, resolve: resolveName, timeoutMs }),
    sendEmail,
    emailFrom: process.env[env.emailFrom] || undefined,
    now: Date.now,
  };
}

/** All that an attempt reaches: its tables, secrets and functions, as the environment names them. */
export function attemptDependencies(): AttemptDependencies {
  const [calls, settings] = [tableOf(env.callsTable), tableOf(env.settingsTable)];
  const emails = { calls, visits: tableOf(env.visitsTable), identityKey: loadIdentityKey };
  const sources = {
    settings,
    calls,
    readSecrets: (place: string) => readSecrets('destination', place),
    readEmail: async (type: string, call: Parameters<typeof emailOfCall>[1]) => {
      const can = destinations.get(type)?.can;
      return can && takesEmail(can) ? emailOfCall(emails, call, Date.now()) : undefined;
    },
  };
  return {
    ...sending(),
    read: (key) => findDelivery(calls, key),
    readFacts: (delivery) => readDeliveryFacts(sources, delivery),
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
    performAction: (action, timeoutMs) =>
      performBy((payload, ms) => tryFunction(required(env.actionFunction), payload, ms), action, timeoutMs),
    destinations,
    tokens,
    outcomeLink: async (call, now) => outcomeLink(await loadSigningKeys(), publicUrl(), call, now),
    random: Math.random,
  };
}
