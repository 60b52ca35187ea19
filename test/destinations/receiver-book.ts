import type { Abilities, DeliveryKind } from '../../lambdas/deliveries/destinations/destination.ts';

/** What one request told a receiver. */
export interface Told {
  readonly kind: DeliveryKind;
  readonly revision: number;
  /** By what the receiver knows it again; undefined where it has nothing like that. */
  readonly key: string | undefined;
  /** All that was sent, as text. */
  readonly text: string;
}

/** How a receiver counts: by its abilities, and what its id names. */
export type Counting = Pick<Abilities, 'restate' | 'adjusts' | 'dedupe'> & {
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
}

export function emptyBook(): Book {
  return { counted: 0, applied: [], repeated: [], arrived: [], keys: new Map() };
}

/** A request arrives at a time, ms. */
export function receive(book: Book, told: Told, counting: Counting, at: number): void {
  const { dedupe, idPer } = counting;
  if (dedupe === 'none' && book.arrived.includes(told.revision)) book.repeated.push(told.revision);
  book.arrived.push(told.revision);
  const isKnown = dedupe !== 'none' && isRemembered(book, told, dedupe.windowSeconds, at);
  if (idPer === 'person') {
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

/** Whether the key is known again; one that is not is, from now on. */
function isRemembered({ keys }: Book, { key }: Told, windowSeconds: number, at: number): boolean {
  if (key === undefined) return false;
  const first = keys.get(key);
  if (first !== undefined && at - first < windowSeconds * 1000) return true;
  keys.set(key, at);
  return false;
}

/** A new value of what the receiver does not have makes one, unless it only adjusts; by the id of a conversion that it forgot, another one. */
function isFirstWord(book: Book, { kind }: Told, { adjusts, idPer }: Counting): boolean {
  return kind === 'restate' && adjusts !== true && (book.counted === 0 || idPer === 'conversion');
}

/** What it does not have it cannot adjust. */
function change(book: Book, told: Told, { adjusts }: Counting): void {
  if (book.counted > 0 || adjusts !== true) book.applied.push(told);
}
