import { isUtf8 } from 'node:buffer';
import { carrierAccountIdForm, type StoredCarrierAccount } from '../../settings/carrier-accounts/carrier-account.ts';
import type { Observation } from '../observation.ts';
import type { CallRoute } from '../routing/call-route.ts';
import type { Carrier, LookupAnswer, SignedRequest } from './carrier.ts';
import type { NewCarrierMessage } from './carrier-message.ts';

/** A request to `POST /v1/carriers/{account}/{hook}`. */
export interface CarrierRequest extends SignedRequest {
  readonly account: string;
  readonly hook: string;
}

/** How accounts are found. */
export interface ReceiveDependencies {
  readonly carriers: ReadonlyMap<string, Carrier<unknown, unknown>>;
  readonly findAccount: (id: string) => Promise<StoredCarrierAccount | undefined>;
  /** The secrets at a place; undefined while they cannot be seen. */
  readonly readSecrets: (place: string) => Promise<Readonly<Record<string, string>> | undefined>;
}

/** What a request is. Only an `event`, a `lookup` or a `proceed` says anything of a call. */
export type Received =
  | { readonly kind: 'no-account' | 'refused' | 'no-hook' }
  /** The reasons hold no values of the payload. */
  | { readonly kind: 'malformed' | 'ignored'; readonly reason: string }
  | {
      readonly kind: 'event' | 'lookup';
      readonly observations: readonly Observation[];
      /** For the work queue. */
      readonly message: NewCarrierMessage;
      readonly answer: (route: CallRoute) => LookupAnswer;
    }
  /** How a call goes on; what was told with the question is for the work queue, if it says anything. */
  | { readonly kind: 'proceed'; readonly message: NewCarrierMessage | undefined; readonly answer: LookupAnswer };

export type Receive = (request: CarrierRequest, now: number) => Promise<Received>;

/** How long a container goes on trusting an account that it has read, ms. */
const trustedFor = 10_000;

/** What an account comes to, once its carrier and its secrets are known. */
interface OpenAccount {
  readonly carrier: Carrier<unknown, unknown>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly access: { readonly settings: unknown; readonly secrets: unknown };
  readonly readAt: number;
}

/**
 * Finds out who sends, and only then what. Accounts are remembered shortly; what does not fit is looked at again by what is stored
 * now, so that new secrets hold at once. That there is no account is not remembered. `now` in ms.
 */
export function receiver(dependencies: ReceiveDependencies): Receive {
  const known = new Map<string, OpenAccount>();
  const openNow = async (id: string, now: number) => {
    const account = await openAccount(id, now, dependencies);
    if (account === undefined) known.delete(id);
    else known.set(id, account);
    return account;
  };
  return async (request, now) => {
    const remembered = known.get(request.account);
    const isGenuine = ({ carrier, access }: OpenAccount) => carrier.verify(request, access, now) === 'genuine';
    if (remembered !== undefined && now - remembered.readAt < trustedFor && isGenuine(remembered)) {
      return read(request, remembered, now);
    }
    const account = await openNow(request.account, now);
    if (account === undefined) return { kind: 'no-account' };
    return isGenuine(account) ? read(request, account, now) : { kind: 'refused' };
  };
}

/** Undefined when there is no such account, or only a newer version knows it. Throws while its secrets cannot be read. */
async function openAccount(
  id: string,
  readAt: number,
  { carriers, findAccount, readSecrets }: ReceiveDependencies,
): Promise<OpenAccount | undefined> {
  const account = carrierAccountIdForm.test(id) ? await findAccount(id) : undefined;
  const carrier = account && carriers.get(account.type);
  if (account === undefined || carrier === undefined) return undefined;
  const given = await readSecrets(account.secretsAt);
  if (given === undefined) throw new Error(`the secrets of carrier account ${id} cannot be seen`);
  const [settings, secrets] = [carrier.settings.safeParse(account.settings), carrier.secrets.safeParse(given)];
  if (!settings.success || !secrets.success) return undefined;
  const access = { settings: settings.data, secrets: secrets.data };
  return { carrier, settings: account.settings, access, readAt };
}

function read(
  { account, hook: name, url, body }: CarrierRequest,
  { carrier, settings, access }: OpenAccount,
  now: number,
): Received {
  const hook = carrier.hooks.find((each) => each.name === name);
  if (hook === undefined) return { kind: 'no-hook' };
  if (!isUtf8(body)) return { kind: 'malformed', reason: 'the body must be UTF-8' };
  const raw = Buffer.from(body).toString('utf8');
  const parsed = carrier.read({ account, hook: name, settings: access.settings, raw }, now);
  if ('malformed' in parsed) return { kind: 'malformed', reason: parsed.malformed };
  const asking = { hook: name, settings: access.settings, url, raw };
  const message = {
    kind: 'carrier',
    carrier: carrier.type,
    account,
    hook: name,
    settings,
    receivedAt: now,
    raw,
  } as const;
  if (hook.proceeds) {
    const answer = carrier.proceed?.(asking) ?? { body: {} };
    return { kind: 'proceed', message: 'ignored' in parsed ? undefined : message, answer };
  }
  if ('ignored' in parsed) return { kind: 'ignored', reason: parsed.ignored };
  return {
    kind: hook.asks ? 'lookup' : 'event',
    observations: parsed.observations,
    message,
    answer: (route) => carrier.answer?.(route, asking) ?? { body: {} },
  };
}
