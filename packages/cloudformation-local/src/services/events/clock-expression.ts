import { Cron } from 'croner';

/** A schedule that can be set going; the function returned ends it. */
export type Timetable = (tick: () => void) => () => void;

const unitSeconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
/** A timer cannot run longer than this (ms). */
const longestTimer = 2 ** 31 - 1;

/**
 * Reads `rate(5 minutes)` or `cron(0 3 * * ? *)` as EventBridge writes them; cron is in UTC.
 * Throws an error that names the expression if it is neither.
 */
export function timetable(expression: string): Timetable {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const seconds = unitSeconds[rate?.[2] ?? ''];
  if (rate && seconds !== undefined && Number(rate[1]) > 0) return every(Number(rate[1]) * seconds * 1000);
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`the schedule "${expression}" is not known`);
  const pattern = cronPattern(fields);
  try {
    new Cron(pattern, { timezone: 'UTC', paused: true });
  } catch (error) {
    throw new Error(`the schedule "${expression}" is not known`, { cause: error });
  }
  return (tick) => {
    const job = new Cron(pattern, { timezone: 'UTC', unref: true }, tick);
    return () => job.stop();
  };
}

/** AWS counts days of the week from 1 = Sunday, cron from 0. */
function cronPattern([minute, hour, dayOfMonth, month, dayOfWeek = '?', year]: readonly string[]): string {
  const days = dayOfWeek.replace(/(?<![#/\d])\d+/g, (day) => String(Number(day) - 1));
  return ['0', minute, hour, dayOfMonth === '?' ? '*' : dayOfMonth, month, days === '?' ? '*' : days, year].join(' ');
}

function every(milliseconds: number): Timetable {
  return (tick) => {
    let next = Date.now() + milliseconds;
    let timer: NodeJS.Timeout;
    const wait = () => {
      timer = setTimeout(ring, Math.min(Math.max(next - Date.now(), 0), longestTimer)).unref();
    };
    const ring = () => {
      if (Date.now() >= next) {
        next += milliseconds;
        tick();
      }
      wait();
    };
    wait();
    return () => clearTimeout(timer);
  };
}
