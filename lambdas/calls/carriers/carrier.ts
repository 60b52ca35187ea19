import type * as z from 'zod';
import type { CallRoute } from '../routing/call-route.ts';
import type { ParsedPayload } from './parsed-payload.ts';

/** The carriers that calls are of, by their types; past calls that are imported are of the carrier of their account. */
export const carrierTypes = ['connect', 'freeswitch', 'generic', 'telnyx', 'twilio'] as const;
export type CarrierType = (typeof carrierTypes)[number];

/** A request to a hook as it came: what was signed is these very bytes. */
export interface RawRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The same of a hook, of which some sign the address, too. */
export interface SignedRequest extends RawRequest {
  /** The public address that was called, as the settings of this product have it, and the query as it came. */
  readonly url: string;
}

/** What an account's owner gave, parsed by the schemas of its carrier. */
export interface CarrierAccess<Settings, Secrets> {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** Who sent a request: the account's carrier; somebody else, or the carrier long ago; or it is not whole. */
export type Verification = 'genuine' | 'forged' | 'replayed';

/** Where a carrier sends requests: `POST /v1/carriers/{account}/{hook}`. */
export interface Hook {
  readonly name: string;
  /** The phone rings, and the carrier waits for `answer`. Otherwise it only tells, and what it tells is queued. */
  readonly asks: boolean;
  /** It asks how a call goes on that was routed before: `proceed` says it by what comes back of that answer, and nothing is looked up. */
  readonly proceeds?: true;
}

/** A genuine request that waits for an answer. */
export interface Asking<Settings> {
  readonly hook: string;
  readonly settings: Settings;
  /** The public address that was called, with its query. */
  readonly url: string;
  /** What came with it, as text. */
  readonly raw: string;
}

/** What a carrier sent through one of its ways, as text. */
export interface CarrierPayload<Settings> {
  /** The carrier account; empty for Amazon Connect, which needs none. */
  readonly account: string;
  /** The way by which it came: a hook, or what the carrier calls its own. */
  readonly hook: string;
  readonly settings: Settings;
  readonly raw: string;
}

/** What a carrier is answered while the phone rings: JSON, or text in a format of its own. */
export type LookupAnswer =
  | { readonly body: Readonly<Record<string, unknown>> }
  | { readonly text: string; readonly contentType: string };

/**
 * A kind of carrier, pure. Who adds one writes this, its type above, and a line in the registry. Calls are named `<account>-<their id>`, so that two
 * accounts never mean the same call.
 */
export interface Carrier<Settings, Secrets> {
  readonly type: string;
  /** Of `PUT /v1/carrier-accounts/{account}`; defaults are filled in by it. */
  readonly settings: z.ZodType<Settings>;
  readonly secrets: z.ZodType<Secrets>;
  /** None: it comes by services of AWS, and there are no accounts of it. */
  readonly hooks: readonly Hook[];
  /** Whether a request is what the carrier signed, `now` (ms) or shortly before. Never throws, whatever came. */
  verify(request: SignedRequest, access: CarrierAccess<Settings, Secrets>, now: number): Verification;
  /** What a payload says. Never throws; the same payload says the same, but for `receivedAt` (ms), which stands in for a time. */
  read(payload: CarrierPayload<Settings>, receivedAt: number): ParsedPayload;
  /** Puts a route into the carrier's words. Missing: it never asks. */
  answer?(route: CallRoute, asking: Asking<Settings>): LookupAnswer;
  /** What comes next in a call that was routed. Missing: no hook proceeds. Never throws, whatever came. */
  proceed?(asking: Asking<Settings>): LookupAnswer;
}
