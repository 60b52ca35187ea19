/**
 * An amount as spreadsheets write it (`1,299.50`, `€ 12`), as a plain decimal; undefined for anything else. What stands between thousands
 * must do so all over: `1,5` is no amount where cents come after a point.
 */
export function writtenAmount(text: string, decimal: '.' | ','): string | undefined {
  const bare = text.replace(/^[\p{Sc}\s]+|[\p{Sc}\s]+$/gu, '');
  const thousands = decimal === '.' ? `[,'’\\s]` : `[.'’\\s]`;
  const form = new RegExp(`^(-?)(\\d{1,3}(?:${thousands}\\d{3})+|\\d+)(?:[${decimal}](\\d+))?$`, 'u');
  const [, sign = '', whole, fraction] = form.exec(bare) ?? [];
  if (whole === undefined) return undefined;
  return `${sign}${whole.replace(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}`;
}

const writtenForm = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:?\d\d)?$/i;

/** A time as files have it (`2026-01-31`, `2026-01-31 12:00`, RFC 3339), as RFC 3339 in UTC; undefined for anything else. */
export function writtenTime(text: string, timeZone: string): string | undefined {
  const [, day, clock = '00:00', zone] = writtenForm.exec(text) ?? [];
  if (day === undefined) return undefined;
  const asUtc = Date.parse(`${day}T${clock}Z`);
  // Of a day that the month does not have, 31 February, a date would make another one.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return undefined;
  const at = zone === undefined ? asUtc - offsetAt(asUtc, timeZone) : Date.parse(`${day}T${clock}${zone}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** How far clocks that show `asUtc` are ahead of UTC, ms. Of an hour that comes twice it is the first; of one that does not come, either. */
function offsetAt(asUtc: number, timeZone: string): number {
  const before = offset(asUtc - 86_400_000, timeZone);
  const shown = asUtc - before;
  return shown + offset(shown, timeZone) === asUtc ? before : offset(asUtc, timeZone);
}

function offset(at: number, timeZone: string): number {
  const parts = clocksOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}

/** Making one takes longer than reading a line. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clocksOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}
