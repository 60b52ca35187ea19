/** Clocks differ, ms. */
const aheadAtMost = 5 * 60_000;

/** From here on a count since 1970 is one of milliseconds: as seconds it would be the year 5138. */
const firstMilliseconds = 1e11;

const rfc3339Form = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/**
 * When something came about, as RFC 3339 in UTC. Undefined for what is no time, or lies ahead, like a day that is planned: then it is when it
 * came. `now` in ms.
 */
export function readTime(text: string | undefined, now: number): string | undefined {
  const at = text === undefined ? Number.NaN : instant(text);
  return at > 0 && at <= now + aheadAtMost ? new Date(at).toISOString() : undefined;
}

function instant(text: string): number {
  if (/^\d{9,16}(\.\d+)?$/.test(text)) {
    const count = Number(text);
    return count < firstMilliseconds ? count * 1000 : count;
  }
  return rfc3339Form.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
}
