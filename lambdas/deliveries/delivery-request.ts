import type * as z from 'zod';
import type { StoredCall } from '../calls/call-item.ts';
import type { Conversion } from '../conversions/conversion.ts';
import type { StoredEvent } from '../events/event.ts';
import type { StoredPause, StoredThrottle } from '../settings/destinations/destination-pause.ts';
import type { Site } from '../settings/sites/site.ts';
import type { Delivery } from './delivery.ts';
import type { Claim } from './delivery-claim.ts';
import type { DeliveryFacts } from './delivery-facts-store.ts';
import type { Abilities, BuildInput, Built, Destination } from './destinations/destination.ts';
import { newsOf } from './news/delivery-news.ts';
import { isGivenBack, soldAgainOf } from './news/taken-back.ts';

/** The facts, all there and parsed; or what may come yet; or what a person must put right. */
export type Complete =
  | { readonly kind: 'complete'; readonly facts: CompleteFacts }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'invalid'; readonly field: string; readonly detail: string };

/** All that a request is made of; settings and secrets are parsed by the destination's own schemas. */
export type CompleteFacts = ReceiverFacts &
  (
    | { readonly conversion: Conversion; readonly event?: undefined }
    | { readonly event: StoredEvent; readonly conversion?: undefined }
  );

interface ReceiverFacts {
  readonly call: StoredCall;
  readonly site: Site;
  readonly email?: string | undefined;
  readonly destination: Destination<unknown, unknown>;
  /** Of the settings as they are now. */
  readonly version: number;
  readonly settings: unknown;
  readonly secrets: unknown;
  /** Where the secrets lie. */
  readonly secretsAt?: string | undefined;
  /** Nothing goes to the destination now. */
  readonly paused?: StoredPause | undefined;
  /** With whom it shares its receiver's limit. */
  readonly account?: string | undefined;
  /** How fast it is sent to, if it had too much to do. */
  readonly throttle: StoredThrottle;
}

/** Checks the facts, and parses settings and secrets as their kind of destination wants them. */
export function completeFacts(
  facts: DeliveryFacts,
  destinations: ReadonlyMap<string, Destination<unknown, unknown>>,
): Complete {
  const { conversion, event, call, site, email } = facts;
  const subject = event === undefined ? conversion && { conversion } : { event };
  if (subject === undefined || call === undefined || site === undefined) {
    return { kind: 'invalid', field: 'conversion', detail: 'the conversion, its call or its site is there no more' };
  }
  if (facts.destination === undefined) {
    return { kind: 'invalid', field: 'destination', detail: 'the destination is there no more' };
  }
  const destination = destinations.get(facts.destination.type);
  if (destination === undefined) {
    return { kind: 'invalid', field: 'type', detail: 'this version knows no such kind of destination' };
  }
  const settings = destination.settings.safeParse(facts.destination.settings);
  if (!settings.success) return invalid('settings', settings.error);
  // Replaced at this moment, or so new that Secrets Manager does not show them everywhere.
  if (facts.secrets === undefined) return { kind: 'missing', detail: 'the secrets of the destination are not there' };
  const secrets = destination.secrets.safeParse(facts.secrets);
  if (!secrets.success) return invalid('secrets', secrets.error);
  const { throttledUntil, slotMs, nextSlot } = facts.destination;
  return {
    kind: 'complete',
    facts: {
      ...subject,
      call,
      site,
      email,
      destination,
      version: facts.destination.version,
      settings: settings.data,
      secrets: secrets.data,
      secretsAt: facts.secretsAt,
      paused: facts.destination.paused,
      account: facts.destination.account,
      throttle: { throttledUntil, slotMs, nextSlot },
    },
  };
}

function invalid(where: string, { issues: [issue] }: z.ZodError): Complete {
  return {
    kind: 'invalid',
    field: [where, ...(issue?.path ?? [])].join('.'),
    detail: issue?.message ?? 'does not fit',
  };
}

/** What a request depends on besides the facts. */
export interface RequestContext {
  readonly delivery: Delivery;
  readonly claim: Claim;
  /** ms */
  readonly now: number;
  readonly emailFrom: string | undefined;
  readonly accessToken: string | undefined;
  readonly outcomeUrl?: string | undefined;
}

/** What the destination must be sent for what is wanted now: perhaps nothing. */
export function buildRequest(facts: CompleteFacts, context: RequestContext): Built {
  const { conversion, event, destination } = facts;
  if (event !== undefined) return buildEvent(event, facts, context);
  const can = abilitiesOf(facts);
  const news = newsOf(conversion, context, can);
  if (news === 'withdrawn')
    return { kind: 'skip', because: 'withdrawn', reason: 'it was withdrawn before it was sent' };
  if (news === 'taken-back')
    return { kind: 'skip', because: 'taken-back', reason: 'the destination took it back already' };
  const { kind, restores } = news;
  const soldAgain = soldAgainOf(conversion, context.delivery);
  const hasAge = kind !== 'retract' || can.retractsAnyAge !== true;
  const since = can.retractsForGood === true ? (soldAgain?.at ?? conversion.occurredAt) : conversion.occurredAt;
  const isOld = hasAge && can.maxAgeSeconds !== undefined && context.now - since > can.maxAgeSeconds * 1000;
  if (kind === 'restate' && !can.restate)
    return { kind: 'skip', because: 'no-new-values', reason: 'the destination takes no new values' };
  if (isOld) return { kind: 'skip', because: 'too-old', reason: 'it is too old for the destination' };
  return destination.build({ ...buildInput({ ...facts, conversion }, context, kind), soldAgain, restores });
}

/** What the destination can do as it is set up. */
export function abilitiesOf({ destination, settings, conversion }: CompleteFacts): Abilities {
  const isRetired = conversion !== undefined && (conversion.state === 'retired' || isGivenBack(conversion));
  return { ...destination.can, ...destination.canBy?.(settings, isRetired) };
}

/** Whether the destination is told that the conversion does not count, if it is told anything. */
export function isTakenBack(facts: CompleteFacts): boolean {
  const { conversion } = facts;
  if (conversion === undefined) return false;
  return conversion.state === 'retired' || (isGivenBack(conversion) && abilitiesOf(facts).retractsRefunds === true);
}

function buildEvent(event: StoredEvent, facts: CompleteFacts, context: RequestContext): Built {
  const { destination } = facts;
  if (destination.buildEvent === undefined)
    return { kind: 'skip', because: 'not-for-it', reason: 'the destination takes conversions only' };
  return destination.buildEvent({ ...receiverInput(facts, context), event });
}

/** What `build` and `ask` get. */
export function buildInput(
  { conversion, ...facts }: ReceiverFacts & { readonly conversion: Conversion },
  context: RequestContext,
  kind: BuildInput<unknown, unknown>['kind'],
): BuildInput<unknown, unknown> {
  return { ...receiverInput(facts, context), kind, conversion };
}

function receiverInput(
  { call, site, email, settings, secrets }: ReceiverFacts,
  { delivery, now, emailFrom, accessToken, outcomeUrl }: RequestContext,
) {
  const { match } = call;
  return { call, match, site, email, settings, secrets, delivery, now, emailFrom, accessToken, outcomeUrl };
}
