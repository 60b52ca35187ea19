import { readPhoneCode } from '../../visits/phone-codes/phone-code.ts';
import type { Call } from '../call.ts';
import type { CodeWay } from '../match/match.ts';

/** A code that came to a call, as it was said. */
export interface SaidCode {
  readonly code: string;
  readonly by: CodeWay;
  /** Of an order: when it came about, ms. */
  readonly orderedAt?: number | undefined;
  /** It is known to be one: the caller was asked for it, or somebody wrote it down as one. */
  readonly isSure: boolean;
}

/** A caller who presses more keys plays with them. */
const mostKeys = 60;

/**
 * The codes among the keys that a caller pressed: what was keyed in when the flow asked for one; and among all other keys whatever may be one by
 * its check digit, an entry by itself or seven keys in a row.
 */
export function keyedCodes({ keyedCode, keys = [] }: Pick<Call, 'keyedCode' | 'keys'>): SaidCode[] {
  const asked = keyedCode === undefined ? [] : [{ code: keyedCode, by: 'keys', isSure: true } as const];
  // Carriers tell each key by itself, or those of one menu together.
  const text = keys
    .map((entry) => (entry.length === 1 ? entry : ` ${entry} `))
    .join('')
    .slice(0, mostKeys);
  const found = text.split(/\D+/).flatMap(windows);
  const codes = [...new Set(found)].filter((code) => code !== keyedCode && 'code' in readPhoneCode(code));
  return [...asked, ...codes.map((code) => ({ code, by: 'keys', isSure: false }) as const)];
}

const length = 7;

function windows(digits: string): string[] {
  return Array.from({ length: Math.max(0, digits.length - length + 1) }, (_, at) => digits.slice(at, at + length));
}
