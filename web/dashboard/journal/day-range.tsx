import { addDays, type Day, dayOf, isDay } from '../format/site-day.ts';
import { ranges } from './journal-filters.ts';

export interface Days {
  readonly from: Day;
  readonly to: Day;
}

interface DayRangeProps {
  readonly days: Days;
  readonly timeZone: string;
  /** Where the page is shown with other days. */
  readonly hrefOf: (days: Days) => string;
}

/** Ranges that people ask for, as links. */
export function DayRanges({ days, timeZone, hrefOf }: DayRangeProps) {
  const today = dayOf(Date.now(), timeZone);
  return (
    <p class="ranges" role="group" aria-label="Days">
      {ranges.map(([words, first, last]) => {
        const [from, to] = [addDays(today, first), addDays(today, last)];
        const isChosen = from === days.from && to === days.to;
        return (
          <a key={words} href={hrefOf({ from, to })} aria-current={isChosen ? 'true' : undefined}>
            {words}
          </a>
        );
      })}
    </p>
  );
}

/** The first and the last day, by hand. */
export function DayFields({ days, hrefOf }: Omit<DayRangeProps, 'timeZone'>) {
  const change = (changed: Partial<Days>) => {
    if (Object.values(changed).every(isDay)) location.hash = hrefOf({ ...days, ...changed });
  };
  return (
    <>
      <label class="field">
        From
        <input type="date" value={days.from} onChange={(event) => change({ from: event.currentTarget.value })} />
      </label>
      <label class="field">
        To
        <input type="date" value={days.to} onChange={(event) => change({ to: event.currentTarget.value })} />
      </label>
    </>
  );
}
