/** Why no more numbers are claimed, and what to do. */
export interface Stop {
  readonly kind: 'quota' | 'release-rule' | 'none-available' | 'not-allowed' | 'slow';
  readonly sentence: string;
}

/** What became of a request for a number. */
export type Refusal =
  | { readonly kind: 'stop'; readonly stop: Stop }
  /** Somebody else was faster: another number may do. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly reason: string };

const releaseRule: Stop = {
  kind: 'release-rule',
  sentence:
    'so many numbers were claimed and released that Amazon Connect gives no more: within 180 days these may be twice the quota at the most. Ask AWS Support for an exception, or wait; do not release numbers, but keep them in a pool',
};
const quota: Stop = {
  kind: 'quota',
  sentence:
    'the instance has as many numbers as its quota allows (5 at first). Ask for more under Service Quotas, "Phone numbers per instance" (L-8F812903), which takes up to three weeks, and run the same command again',
};

/** Reads why Amazon Connect refused to claim a number, by the error's name and text. */
export function readRefusal(name: string, message: string): Refusal {
  if (/200 ?%|180 days|released? .*numbers|claim(ed|ing)? and releas/i.test(message))
    return { kind: 'stop', stop: releaseRule };
  if (/Quota|LimitExceeded/.test(name) || /\b(quota|limit)\b/i.test(message)) return { kind: 'stop', stop: quota };
  if (/AccessDenied/.test(name)) return { kind: 'stop', stop: notAllowed(message) };
  if (/ResourceNotFound/.test(name)) return { kind: 'taken' };
  return { kind: 'failed', reason: name === '' ? message : `${name}: ${message}` };
}

function notAllowed(message: string): Stop {
  return { kind: 'not-allowed', sentence: `these credentials may not claim numbers: ${message}` };
}

/** It may become ours yet. */
export function slow(number: string, status: string): Stop {
  return {
    kind: 'slow',
    sentence: `Amazon Connect is still busy with ${number} (${status}): run the same command again in some minutes, and it looks again`,
  };
}

/** Nothing is left that fits what was asked for. */
export function noneAvailable(what: string): Stop {
  return {
    kind: 'none-available',
    sentence: `Amazon Connect has no more ${what} to give now: try another prefix or type, or later`,
  };
}
