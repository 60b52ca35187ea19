import { useState } from 'preact/hooks';

/** What a number costs a month, as its owner typed it. */
export interface NumberPrice {
  readonly text: string;
  /** Undefined until `text` is an amount. */
  readonly amount: number | undefined;
  readonly set: (text: string) => void;
}

/** As the browser remembers it for a currency, so that it is typed once. */
export function useNumberPrice(currency: string): NumberPrice {
  const name = `leaseline:number-price:${currency}`;
  const [text, setText] = useState(() => remembered(name));
  const set = (typed: string) => {
    setText(typed);
    try {
      localStorage.setItem(name, typed);
    } catch {
      // Storage is blocked: it is typed again next time.
    }
  };
  return { text, amount: amountOf(text), set };
}

function remembered(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/** A price as people type it, also with a comma; undefined if it is none. */
export function amountOf(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,4})?$/.test(typed) ? Number(typed) : undefined;
}
