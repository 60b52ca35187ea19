import * as z from 'zod';
import type { StoredCall } from '../calls/call-item.ts';
import type { EmailAnswer } from '../platform/aws/email.ts';
import type { RenewedSecret } from '../platform/aws/stored-secrets.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import type { StoredPause } from '../settings/destinations/destination-pause.ts';
import type { DestinationKey } from '../settings/destinations/destination-pause-store.ts';
import { emailOutcome, outcomeOf } from './answer-outcome.ts';
import { slotFloor, slotLength } from './backlog/pace.ts';
import type { Delivery } from './delivery.ts';
import { type AccessTokens, accessToken } from './delivery-access.ts';
import type { Claim } from './delivery-claim.ts';
import { buildInput, buildRequest, type CompleteFacts } from './delivery-request.ts';
import { type Action, type Built, type Email, type HttpRequest, takesEmail } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';
import { namesOfCall } from './news/unnamed.ts';
import type { Answer } from './send-request.ts';

/** What sending reaches. Nothing of it throws but `outcomeLink`, which comes before the claim. */
export interface SendDependencies {
  readonly send: (request: HttpRequest, timeoutMs: number) => Promise<Answer>;
  readonly sendEmail: (email: Email) => Promise<EmailAnswer>;
  /** Has an action of the catalogue done, all of it within that time. */
  readonly performAction: (action: Action, timeoutMs: number) => Promise<Outcome>;
  readonly tokens: AccessTokens;
  readonly emailFrom: string | undefined;
  /** Where people can say what came of a call. `now` in ms. Throws when it cannot be signed now. */
  readonly outcomeLink: (call: string, now: number) => Promise<string>;
  /** ms */
  readonly now: () => number;
  /** Keeps what a receiver renewed among the secrets at a place. */
  readonly renewSecret: (place: string, renewed: RenewedSecret) => Promise<unknown>;
  /** Has it noted that the call waits for an e-mail address, wherever one may be said of its caller. */
  readonly awaitEmail: (call: StoredCall) => Promise<void>;
  /** Takes a time at which something may be sent to a destination that is slowed down, `floor` at the earliest; ms. */
  readonly reserveSlot: (
    of: DestinationKey,
    slot: { readonly floor: number; readonly slotMs: number },
  ) => Promise<number>;
}

/** What is to be done once the delivery is claimed. */
export type Prepared =
  | (Extract<Built, { readonly kind: 'skip' }> & Pick<Delivery, 'unnamed'>)
  /** Its destination is paused. */
  | { readonly kind: 'hold'; readonly pause: StoredPause }
  /** Its destination is slowed down: it is its turn at `slot`, ms. */
  | { readonly kind: 'later'; readonly slot: number }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'send'; readonly note?: string | undefined; readonly send: () => Promise<Outcome> };

type ToSend = Extract<Built, { readonly kind: 'request' | 'action' }>;

/** How long parts of an attempt may take, ms. The function lives 30 s, and must still write the outcome. */
const limits = { request: 20_000, token: 8_000, attempt: 25_000, worthwhile: 2_000 } as const;

/** Does all that can be done before the claim: what is sent is made, and the destination's access token is there. */
export async function prepareSending(
  {
    delivery,
    claim,
    ownSlot,
  }: { readonly delivery: Delivery; readonly claim: Claim; readonly ownSlot?: number | undefined },
  facts: CompleteFacts,
  startedAt: number,
  dependencies: SendDependencies,
): Promise<Prepared> {
  const { destination, version, settings, secrets } = facts;
  const left = (most: number) => Math.min(most, startedAt + limits.attempt - dependencies.now());
  const { emailFrom, outcomeLink } = dependencies;
  const { ask } = destination;
  const { conversion } = facts;
  const asked = claim.asks && ask !== undefined && conversion !== undefined ? { ask, conversion } : undefined;
  if (claim.asks && asked === undefined) {
    return { kind: 'outcome', outcome: { kind: 'unknown', detail: 'this version cannot ask the destination' } };
  }
  const outcomeUrl = destination.linksOutcome && (await outcomeLink(delivery.call, dependencies.now()));
  const build = (accessToken?: string): Built => {
    const context = { delivery, claim, now: dependencies.now(), emailFrom, accessToken, outcomeUrl };
    if (asked === undefined) return buildRequest(facts, context);
    const input = buildInput({ ...facts, conversion: asked.conversion }, context, 'restate');
    const request = asked.ask.request(delivery.asking?.receipt ?? '', input);
    return { kind: 'request', request };
  };
  // Whether there is anything to send is known without a token.
  const draft = build();
  if (draft.kind === 'skip') return skipping(draft, facts, dependencies);
  if (draft.kind === 'invalid') {
    return { kind: 'outcome', outcome: { kind: 'rejected', field: draft.field, detail: draft.detail } };
  }
  const waits = await turnOf({ delivery, ownSlot }, facts, dependencies);
  if (waits !== undefined) return waits;
  if (draft.kind === 'email')
    return { kind: 'send', send: async () => emailOutcome(await dependencies.sendEmail(draft.email)) };

  const send = async (built: ToSend) =>
    built.kind === 'action'
      ? dependencies.performAction(built.action, left(limits.request))
      : outcomeOf(
          await dependencies.send(built.request, left(limits.request)),
          destination,
          claim.asks ? delivery.asking?.receipt : undefined,
        );
  const { access } = destination;
  const note = draft.kind === 'request' ? draft.note : undefined;
  if (access === undefined || access.isNeeded?.(settings, secrets) === false)
    return { kind: 'send', note, send: () => send(draft) };

  const getToken = () =>
    accessToken({ id: delivery.destination, version, access, settings, secrets }, dependencies.tokens, {
      send: (request) => dependencies.send(request, left(limits.token)),
      now: dependencies.now,
      keep: (refreshToken) => keepRefreshToken(refreshToken, facts, dependencies),
    });
  const sendWith = async (token: string): Promise<Outcome> => {
    const built = build(token);
    return built.kind === 'request' || built.kind === 'action'
      ? send(built)
      : { kind: 'transient', detail: 'it changed while it was sent' };
  };
  return prepareWithToken({
    getToken,
    forgetToken: () => dependencies.tokens.delete(delivery.destination),
    sendWith,
    isWorthwhile: () => left(limits.request) >= limits.worthwhile,
  });
}

const refreshed = z.object({ refreshToken: z.string() });

/** A refresh token that is not kept now is kept by a later attempt: the one before goes on being taken for a while. */
async function keepRefreshToken(
  refreshToken: string,
  { destination, secrets, secretsAt }: CompleteFacts,
  { renewSecret }: SendDependencies,
): Promise<void> {
  const { data: used } = refreshed.safeParse(secrets);
  if (secretsAt === undefined || used === undefined || used.refreshToken === refreshToken) return;
  // One that does not fit would keep the destination from being told of anything.
  if (!destination.secrets.safeParse({ ...Object(secrets), refreshToken }).success) return;
  const renewed = { name: 'refreshToken', from: used.refreshToken, to: refreshToken };
  await renewSecret(secretsAt, renewed).catch((error: unknown) =>
    logger.warn('a refresh token was not kept', { error: describeError(error) }),
  );
}

/** What is skipped for want of a name says what was known, so that it is told once more is. */
async function skipping(
  skip: Extract<Built, { readonly kind: 'skip' }>,
  { call, email, destination: { can } }: CompleteFacts,
  { awaitEmail }: SendDependencies,
): Promise<Prepared> {
  if (skip.because !== 'no-identifier') return skip;
  const awaitsEmail = email === undefined && takesEmail(can);
  if (awaitsEmail) await awaitEmail(call);
  return { ...skip, unnamed: { names: namesOfCall(call).join(' '), ...(awaitsEmail && { awaitsEmail }) } };
}

/** Why nothing may be sent to the destination now; undefined when it may. */
async function turnOf(
  { delivery, ownSlot }: { readonly delivery: Delivery; readonly ownSlot: number | undefined },
  { paused, throttle, destination }: CompleteFacts,
  { reserveSlot, now }: SendDependencies,
): Promise<Prepared | undefined> {
  if (paused !== undefined) return { kind: 'hold', pause: paused };
  const floor = slotFloor(throttle, now(), ownSlot);
  if (floor === undefined) return undefined;
  const of = { site: delivery.site, destination: delivery.destination };
  const slotMs = slotLength(throttle, destination.can);
  return { kind: 'later', slot: await reserveSlot(of, { floor, slotMs }) };
}

interface WithToken {
  readonly getToken: () => ReturnType<typeof accessToken>;
  readonly forgetToken: () => void;
  readonly sendWith: (token: string) => Promise<Outcome>;
  /** Whether the time that is left is enough to send once more. */
  readonly isWorthwhile: () => boolean;
}

/** Gets the token, and sends with it. Where one is refused that was made before, another is made, once. */
async function prepareWithToken({ getToken, forgetToken, sendWith, isWorthwhile }: WithToken): Promise<Prepared> {
  const got = await getToken();
  if ('outcome' in got) return { kind: 'outcome', outcome: got.outcome };
  const send = async (): Promise<Outcome> => {
    const outcome = await sendWith(got.token);
    if (outcome.kind !== 'auth') return outcome;
    forgetToken();
    // A token that was just made is not refused for its age.
    if (got.isNew) return outcome;
    const renewed = await getToken();
    if ('outcome' in renewed) return renewed.outcome;
    return isWorthwhile() ? sendWith(renewed.token) : { kind: 'transient', detail: 'the access token was renewed' };
  };
  return { kind: 'send', send };
}
