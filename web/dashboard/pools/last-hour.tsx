import type { LastHour } from './pool-forecast.ts';
import { sayLastHour, sayWithoutNumber } from './say-last-hour.ts';

/** How it went with the visits of the last hour, and who took no number at all. */
export function LastHourLine({ lastHour }: { lastHour: LastHour }) {
  const without = sayWithoutNumber(lastHour);
  return (
    <div class="last-hour">
      <h4>Last hour</h4>
      <p>{sayLastHour(lastHour)}</p>
      {without !== '' && <p>{without}</p>}
    </div>
  );
}
