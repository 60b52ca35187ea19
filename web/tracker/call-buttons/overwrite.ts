import type { Originals } from '../page/originals.ts';
import type { Place } from '../page/page-places.ts';

/** Of an attribute: null where there is none. */
type Value = string | null;

/** A text or an attribute in which something else stands than the page wrote there. */
export interface Overwrite {
  /** What the page has there itself. */
  readonly own: () => Value;
  /** Returns whether anything had to be written. */
  readonly put: (value: Value) => boolean;
  readonly restore: () => void;
}

export function overwriteText(text: Text, originals: Originals): Overwrite {
  const write = (value: Value) => {
    text.nodeValue = value;
  };
  return overwrite(() => text, write, originals);
}

export function overwriteAttribute(element: Element, name: string, originals: Originals): Overwrite {
  const write = (value: Value) => {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  };
  return overwrite(() => element.getAttributeNode(name), write, originals);
}

/** The numbers on the page are swapped in what the page says, and in what we wrote: both are known by what is under that. */
function overwrite(place: () => Place | null, write: (value: Value) => void, { of }: Originals): Overwrite {
  let record: { readonly own: Value; readonly ours: Value } | undefined;
  const present = () => place()?.nodeValue ?? null;
  const beneath = () => {
    const found = place();
    return found && of(found);
  };
  const own = () => {
    const found = beneath();
    return record && (record.ours === present() || record.ours === found) ? record.own : found;
  };
  return {
    own,
    put(value) {
      if (present() === value) return false;
      record = { own: own(), ours: value };
      write(value);
      return true;
    },
    restore() {
      const value = own();
      // What the page wrote over ours, or never had overwritten, is not touched.
      if (record && value !== beneath()) write(value);
      record = undefined;
    },
  };
}
