import { field, numericField, textField } from '../../../fields.ts';
import { timeField } from '../call.ts';

export const methods = ['source', 'click', 'caller-memory', 'lease', 'phone-code', 'none'] as const;
export type Method = (typeof methods)[number];

/** The visit behind a call. Times in ms. */
export interface MatchedVisit {
  readonly id: string;
  readonly visitor: string | undefined;
  readonly shownAt: number | undefined;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string | undefined;
  readonly keyword: string | undefined;
  readonly content: string | undefined;
  /** Name and value: `gclid`, ... */
  readonly clickIds: readonly (readonly [string, string])[];
  /** Ids that other tools gave this browser. */
  readonly ids: readonly (readonly [string, string])[];
  /** What the page itself wanted to be kept. */
  readonly params: readonly (readonly [string, string])[];
  readonly landingPage: string | undefined;
  readonly referrer: string | undefined;
  readonly device: string | undefined;
  /** Undefined where nobody said. */
  readonly consent: { readonly ads: boolean; readonly analytics: boolean } | undefined;
}

/** Why a call belongs to a visit, or honestly not. */
export interface Match {
  readonly method: Method;
  /** 0 to 1. */
  readonly confidence: number;
  /** A sentence for people. */
  readonly reason: string | undefined;
  readonly pool: string | undefined;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string | undefined;
  readonly candidates: readonly { readonly visit: string; readonly visitor: string; readonly confidence: number }[];
  readonly visit: MatchedVisit | undefined;
  /** Undefined for withheld callers: nobody can know. */
  readonly firstTimeCaller: boolean | undefined;
}

/** Also of the short form in lists. Undefined if there is no match yet. */
export function parseMatch(value: unknown): Match | undefined {
  const method = methods.find((one) => one === field(value, 'method'));
  if (method === undefined) return undefined;
  const candidates = field(value, 'candidates');
  const first = field(value, 'firstTimeCaller');
  return {
    method,
    confidence: numericField(value, 'confidence') ?? 0,
    reason: textField(value, 'reason'),
    pool: textField(value, 'pool'),
    source: textField(value, 'source') ?? 'unknown',
    medium: textField(value, 'medium') ?? '',
    campaign: textField(value, 'campaign'),
    candidates: Array.isArray(candidates)
      ? candidates.map((one) => ({
          visit: textField(one, 'visit') ?? '',
          visitor: textField(one, 'visitor') ?? '',
          confidence: numericField(one, 'confidence') ?? 0,
        }))
      : [],
    visit: parseMatchedVisit(field(value, 'visit')),
    firstTimeCaller: typeof first === 'boolean' ? first : undefined,
  };
}

function parseMatchedVisit(value: unknown): MatchedVisit | undefined {
  const id = textField(value, 'id');
  if (id === undefined) return undefined;
  const consent = field(value, 'consent');
  return {
    id,
    visitor: textField(value, 'visitor'),
    shownAt: timeField(value, 'shownAt'),
    source: textField(value, 'source') ?? 'unknown',
    medium: textField(value, 'medium') ?? '',
    campaign: textField(value, 'campaign'),
    keyword: textField(value, 'keyword'),
    content: textField(value, 'content'),
    clickIds: textEntries(field(value, 'clickIds')),
    ids: textEntries(field(value, 'ids')),
    params: textEntries(field(value, 'params')),
    landingPage: textField(value, 'landingPage'),
    referrer: textField(value, 'referrer'),
    device: textField(value, 'device'),
    consent:
      typeof consent === 'object' && consent !== null
        ? { ads: field(consent, 'ads') === true, analytics: field(consent, 'analytics') === true }
        : undefined,
  };
}

function textEntries(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => {
    const text = textField(value, name);
    return text === undefined ? [] : [[name, text]];
  });
}
