/** What the page itself says, under what the tracker put there. */
export interface Originals<Place extends object> {
  of(place: Place): string;
  /**
   * `change` is given the page's own value, so changing twice, changing to another number and changing back are one
   * and the same thing.
   */
  rewrite(place: Place, change: (original: string) => string): void;
}

export function keepOriginals<Place extends object>(
  read: (place: Place) => string,
  write: (place: Place, value: string) => void,
): Originals<Place> {
  const known = new WeakMap<Place, { readonly original: string; readonly ours: string }>();
  const of = (place: Place) => {
    const present = read(place);
    const record = known.get(place);
    // The page may have written anew in the meantime; then that is its own value.
    return record?.ours === present ? record.original : present;
  };
  return {
    of,
    rewrite(place, change) {
      const original = of(place);
      const ours = change(original);
      if (ours === read(place)) return;
      known.set(place, { original, ours });
      write(place, ours);
    },
  };
}
