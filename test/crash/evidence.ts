/** What the visitors were told: every entry is an answer that reached its visitor. All times in ms. */
export interface Evidence {
  readonly leased: LeasedAnswer[];
  readonly refused: RefusedAnswer[];
  /** Leases that a heartbeat was told to be held until then. */
  readonly renewed: { readonly lease: string; readonly number: string; readonly leasedUntil: number }[];
  /** Clicks that were answered 202. */
  readonly clicked: { readonly number: string; readonly visit: string; readonly visitor: string }[];
  /** `<number> <visit>` of all clicks, answered or not: who clicked a number is taken for its next caller. */
  readonly clicking: Set<string>;
  /** Visitors whose withdrawal was answered: nothing names them any more. */
  readonly withdrawn: string[];
  /** Visitors who withdrew, whether they were answered or not. */
  readonly withdrawing: Set<string>;
  /** Answers that must not happen, crash or not, as sentences. */
  readonly wrong: string[];
  /** Number requests that reached the run, but got no good answer: a lost connection or a 5xx. Nobody saw what became of them. */
  cutOff: number;
  /** How often each reason kept a visitor from an answer, also before a request reached the run. */
  readonly troubles: Map<string, number>;
}

export interface LeasedAnswer {
  readonly pool: string;
  readonly number: string;
  readonly lease: string;
  readonly visitor: string;
  readonly visit: string;
  readonly shownAt: number;
  readonly leasedUntil: number;
}

/** The visitor was shown the default number. */
export interface RefusedAnswer {
  readonly visitor: string;
}

export function noEvidence(): Evidence {
  return {
    leased: [],
    refused: [],
    renewed: [],
    clicked: [],
    withdrawn: [],
    wrong: [],
    clicking: new Set(),
    withdrawing: new Set(),
    cutOff: 0,
    troubles: new Map(),
  };
}
