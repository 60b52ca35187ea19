import type * as z from 'zod';
import type { Call } from '../../calls/call.ts';
import type { StoredCall } from '../../calls/call-item.ts';
import type { Match } from '../../calls/match/match.ts';
import type { Conversion } from '../../conversions/conversion.ts';
import type { StoredEvent } from '../../events/event.ts';
import type { DestinationType } from '../../settings/destinations/destination-type.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { Delivery } from '../delivery.ts';
import type { UnsentReason } from '../delivery-result.ts';
import type { SoldAgain } from '../news/taken-back.ts';
import type { Outcome } from './outcome.ts';

/** An HTTP request as data. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An HTTP answer; header names in lower case, the body cut where it gets long. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A mail as data. */
export interface Email {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What an action of the catalogue is to do, as data; its code runs in a function of its own. */
export interface Action {
  /** The destination's name in the catalogue, and that of its action. */
  readonly destination: string;
  readonly action: string;
  /** What the destination knows of the account, its secrets among it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly accessToken?: string;
  /** Where its requests go instead of the receiver's own address. */
  readonly endpoint?: string;
}

/** A call, with what its site's conditions make of it, and what was reported of it. */
export type JudgedCall = Call & Pick<StoredCall, 'qualified' | 'sums'>;

/** What is told: a conversion for the first time, its new value, or that it no longer counts. */
export type DeliveryKind = 'new' | 'restate' | 'retract';

/** Everything that a request may be made of. Settings and secrets are what the destination's schemas parsed. */
export interface BuildInput<Settings, Secrets> {
  readonly kind: DeliveryKind;
  readonly conversion: Conversion;
  /** It was taken back there, and sold again since: to who `retractsForGood` that is another one. */
  readonly soldAgain?: SoldAgain | undefined;
  /** It was, or may have been, taken back there, and counts again: what was put away for that comes back. */
  readonly restores?: true | undefined;
  readonly call: JudgedCall;
  readonly match: Match;
  readonly site: Pick<Site, 'id' | 'name' | 'timeZone' | 'currency'>;
  /** With what the destination answered the first time, where that is a receipt; and what it was told the conversion is worth. */
  readonly delivery: Pick<Delivery, 'id' | 'receipt' | 'told'>;
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** The time of this attempt, ms. */
  readonly now: number;
  /** Nothing came about: somebody tries the receiver out. */
  readonly isTest?: true;
  /** The person's e-mail address in its normal form, where the list of a mail, an order or an identity named it for this call. */
  readonly email?: string | undefined;
  /** Sender of mails where the settings name none. */
  readonly emailFrom?: string | undefined;
  /** What `access` got, where the destination has one. */
  readonly accessToken?: string | undefined;
  /** Where people can say what came of the call, for who `linksOutcome`. */
  readonly outcomeUrl?: string | undefined;
}

/** What a message about an event is made of. */
export interface EventInput<Settings, Secrets> extends Omit<BuildInput<Settings, Secrets>, 'kind' | 'conversion'> {
  readonly event: StoredEvent;
}

export type Built =
  | {
      readonly kind: 'request';
      readonly request: HttpRequest;
      /** What people must know of it once it arrived: a sentence. */
      readonly note?: string | undefined;
    }
  | { readonly kind: 'email'; readonly email: Email }
  | { readonly kind: 'action'; readonly action: Action }
  /** It is not for this destination, and that is fine: a word for reports, and a sentence for people. */
  | {
      readonly kind: 'skip';
      readonly because: UnsentReason;
      readonly reason: string;
      /** It need not hear this, and counts as having heard it: what comes next is told as a change. */
      readonly countsAsTold?: true;
    }
  /** It should go there, but cannot: a person must act. */
  | { readonly kind: 'invalid'; readonly field: string; readonly detail: string };

/** What a destination can do; the sender decides by it. */
export interface Abilities {
  /** It takes a new value for a conversion that it has. */
  readonly restate: boolean;
  /** A new value is one of what it has: where it never got the conversion, it makes none of it. */
  readonly adjusts?: true;
  /** It takes back a conversion that it has; otherwise the value is restated as 0. */
  readonly retract: boolean;
  /** It takes back a sale that was given back whole, as one that does not count any more; to others that is one of 0. */
  readonly retractsRefunds?: true;
  /** What it took back it does not count again: what is sold after that is another conversion, under an id of its own. */
  readonly retractsForGood?: true;
  /** By what, and for how long after the first time, it knows a request again. */
  readonly dedupe: { readonly key: string; readonly windowSeconds: number } | 'none';
  /** How many requests it takes in which time, where it says so: kept to after it had too much to do. */
  readonly rate?: { readonly requests: number; readonly perSeconds: number };
  /** How old a conversion may be. */
  readonly maxAgeSeconds?: number;
  /** What it takes back comes about when it is taken back, however old the conversion is. */
  readonly retractsAnyAge?: true;
  /** What names the person or click to it, the best first; empty where it needs no name. */
  readonly identifiers: readonly string[];
  /** It is told the person's e-mail address although it is no identifier; without this, only who has `email` among them is told one. */
  readonly takesEmail?: true;
  /** What the visitor must have allowed; `build` checks it. */
  readonly consentNeeded: 'ads' | 'analytics' | 'none';
}

/** Whether it is told the person's e-mail address, where one is known. */
export function takesEmail(can: Pick<Abilities, 'takesEmail' | 'identifiers'>): boolean {
  return can.takesEmail === true || can.identifiers.includes('email');
}

/** A token, how long it lasts, and the refresh token that is to be used from now on, where another one came with it. */
export interface GivenToken {
  readonly token: string;
  readonly expiresInSeconds: number;
  readonly refreshToken?: string | undefined;
}

/** A short-lived token that requests need, and how it is got. */
export interface Access<Settings, Secrets> {
  /** Absent where each request needs one. */
  isNeeded?(settings: Settings, secrets: Secrets): boolean;
  request(settings: Settings, secrets: Secrets): HttpRequest;
  read(response: HttpResponse): GivenToken | Outcome;
}

/** What came of asking a receiver whether it knows us; `known`: it takes the credentials. */
export type Probed = Outcome | { readonly kind: 'known' };

/** A question that only valid credentials are answered, and that changes nothing at the receiver. */
export interface Probe<Settings, Secrets> {
  request(input: Pick<BuildInput<Settings, Secrets>, 'settings' | 'secrets' | 'accessToken' | 'site'>): HttpRequest;
  read(response: HttpResponse, input: Pick<BuildInput<Settings, Secrets>, 'settings' | 'site'>): Probed;
}

/** One kind of receiver. Pure: requests and answers are data. */
export interface Destination<Settings, Secrets> extends DestinationType {
  readonly settings: z.ZodType<Settings>;
  readonly secrets: z.ZodType<Secrets>;
  readonly can: Abilities;
  /** What is otherwise with some settings, or for a conversion that does not count any more. */
  canBy?(settings: Settings, isRetired: boolean): Partial<Abilities>;
  /** The settings that `canBy` looks at, each time those of one way to set it up: what people are told of it. */
  readonly variants?: readonly Readonly<Record<string, string>>[];
  missingSecrets?(settings: Settings, secrets: Secrets): readonly string[];
  readonly access?: Access<Settings, Secrets>;
  /** How its receiver can be tried with `isTest`: it knows a test as one, or it checks and keeps nothing. Absent where it has no way. */
  readonly trial?: 'marked' | 'checked';
  /** How one without such a way is tried: by its credentials alone, and by what settings name where it can be asked for that. */
  readonly probe?: Probe<Settings, Secrets>;
  /** What it sends is read by people who know what came of the call: they get a link to say so. */
  readonly linksOutcome?: true;
  build(input: BuildInput<Settings, Secrets>): Built;
  /** Tells an event; absent where the receiver takes conversions only. */
  buildEvent?(input: EventInput<Settings, Secrets>): Built;
  read(response: HttpResponse): Outcome;
  /** Finds out what came of something accepted. */
  readonly ask?: {
    request(receipt: string, input: BuildInput<Settings, Secrets>): HttpRequest;
    read(response: HttpResponse, receipt: string): Outcome;
  };
}
