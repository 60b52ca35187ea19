import type { Place } from './page-places.ts';

/** What the page itself says, under what the tracker put there. */
export interface Originals {
  readonly of: (place: Place) => string;
  /** `value` is what is to stand there in place of what the page says itself. */
  write(place: Place, value: string): void;
}

export function keepOriginals(): Originals {
  const known = new WeakMap<Place, { readonly original: string; readonly ours: string }>();
  const of = (place: Place) => {
    const present = place.nodeValue ?? '';
    const record = known.get(place);
    // The page may have written anew in the meantime; then that is its own value.
    return record?.ours === present ? record.original : present;
  };
  return {
    of,
    write(place, value) {
      known.set(place, { original: of(place), ours: value });
      place.nodeValue = value;
    },
  };
}
