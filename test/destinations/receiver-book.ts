import type { Abilities, DeliveryKind } from '../../lambdas/deliveries/destinations/destination.ts';

/** What one request told a receiver. */
export interface Told {
  readonly kind: DeliveryKind;
  readonly revision: number;
  /** By what the receiver knows it again; undefined where it has nothing like that. */
  readonly key: string | undefined;
  /** By what a receiver that takes back for good names what it takes back. */
  readonly name?: string | undefined;
  /** All that was sent, as text. */
  readonly text: string;
}

/** How a receiver counts: by its abilities, and what its id names. */
export type Counting = Pick<Abilities, 'restate' | 'adjusts' | 'dedupe' | 'retractsForGood'> & {
  readonly idPer: 'revision' | 'conversion' | 'person' | undefined;
};

/** What a receiver has of one conversion. */
export interface Book {
  /** How many conversions it makes of it. */
  counted: number;
  /** What changed what it has, in order. */
  readonly applied: Told[];
  /** Revisions that came a second time to a receiver that cannot know them again. */
  readonly repeated: number[];
  readonly arrived: number[];
  /** When each key came first, ms. */
  readonly keys: Map<string, number>;
  /** Of a receiver that takes back for good: what counts, and what never counts again, by name. */
  readonly live: Set<string>;
  readonly gone: Set<string>;
}

export function emptyBook(): Book {
  return { counted: 0, applied: [], repeated: [], arrived: [], keys: new Map(), live: new Set(), gone: new Set() };
}

/** A request arrives at a time, ms. */
export function receive(book: Book, told: Told, counting: Counting, at: number): void {
  const { dedupe, idPer } = counting;
  if (dedupe === 'none' && book.arrived.includes(told.revision)) book.repeated.push(told.revision);
  book.arrived.push(told.revision);
  const isKnown = dedupe !== 'none' && isRemembered(book, told, dedupe.windowSeconds, at);
  if (counting.retractsForGood === true) {
    if (told.kind !== 'new' || !isKnown) keepForGood(book, told, counting);
  } else if (idPer === 'person') {
    // Whoever is in a set is in it once.
    book.counted = 1;
    book.applied.push(told);
  } else if (isKnown) {
    if (idPer === 'conversion' && (told.kind !== 'new' || (counting.restate && counting.adjusts !== true)))
      change(book, told, counting);
  } else if (told.kind === 'new' || isFirstWord(book, told, counting)) {
    book.counted += 1;
    book.applied.push(told);
  } else change(book, told, counting);
}

/** What is named there and gone stays gone; who takes no new values counts one less each time that it is taken back. */
function keepForGood(book: Book, told: Told, { restate }: Counting): void {
  const { kind, name = '' } = told;
  const isLive = book.live.has(name);
  if (kind === 'new' && !isLive && !book.gone.has(name)) {
    book.live.add(name);
    book.counted += 1;
    book.applied.push(told);
  } else if (kind === 'retract' && (isLive || !restate)) {
    book.live.delete(name);
    book.gone.add(name);
    book.counted -= 1;
    book.applied.push(told);
  } else if (kind === 'restate' && isLive) book.applied.push(told);
}

/** Whether the key is known again; one that is not is, from now on. */
function isRemembered({ keys }: Book, { key }: Told, windowSeconds: number, at: number): boolean {
  if (key === undefined) return false;
  const first = keys.get(key);
  if (first !== undefined && at - first < windowSeconds * 1000) return true;
  keys.set(key, at);
  return false;
}

/**
 * A new value of what the receiver does not have makes one, unless it only adjusts; by the id of a conversion that it forgot, another one.
 * Whoever has a record for each conversion has one that was withdrawn, too: what is sold again later counts in it.
 */
function isFirstWord(book: Book, { kind }: Told, { restate, adjusts, idPer }: Counting): boolean {
  if (adjusts === true) return false;
  if (kind === 'retract') return restate && idPer === 'conversion' && book.counted === 0;
  return book.counted === 0 || idPer === 'conversion';
}

/** What it does not have it cannot adjust. */
function change(book: Book, told: Told, { adjusts }: Counting): void {
  if (book.counted > 0 || adjusts !== true) book.applied.push(told);
}
