import { useState } from 'preact/hooks';
import { addDays, dayOf, isDay } from '../format/site-day.ts';
import { ranges } from '../journal/journal-filters.ts';
import { useOnce } from '../journal/use-once.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useSession } from '../session/session.ts';
import { type DeliveriesAddress, deliveriesHref, readDeliveriesAddress } from './deliveries-address.ts';
import { DestinationsTable } from './destinations-table.tsx';
import { LineConversions } from './line-conversions.tsx';
import { readDestinations, readLine, readReconciliation, readTestWays } from './read-deliveries.ts';
import { ReconciliationTable } from './reconciliation-table.tsx';
import { sayLine } from './say-line.ts';

/** Where conversions go, and what became of them there, day by day. */
export function DeliveriesPage({ query }: { query: URLSearchParams }) {
  const { api, site } = useSession();
  const [round, setRound] = useState(0);
  const address = readDeliveriesAddress(query, Date.now(), site.timeZone);
  const destinations = useOnce(() => readDestinations(api.get, site.id), String(round));
  // An API of before cannot say: then nothing is offered.
  const testWays = useOnce(() => readTestWays(api.get), '');
  const days = useOnce(() => readReconciliation(api.get, site.id, address), `${address.from} ${address.to} ${round}`);
  const parked = new Map<string, number>();
  for (const day of days.value ?? []) parked.set(day.destination, (parked.get(day.destination) ?? 0) + day.parked);
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>Deliveries</h2>
        <p class="soft">Days and times of {site.timeZone.replace(/_/g, ' ')}</p>
        <button type="button" class="quiet" onClick={() => setRound(round + 1)}>
          Read again
        </button>
      </div>
      <Days address={address} timeZone={site.timeZone} />
      <section aria-labelledby="destinations">
        <h2 id="destinations">Destinations</h2>
        <ErrorMessage error={destinations.error} />
        {destinations.value?.length === 0 && <p class="empty">Conversions of this site go nowhere yet.</p>}
        {destinations.value && destinations.value.length > 0 && (
          <DestinationsTable
            destinations={destinations.value}
            testWays={testWays.value ?? new Map()}
            parked={parked}
            onDone={() => setRound((before) => before + 1)}
          />
        )}
      </section>
      <section aria-labelledby="by-day">
        <h2 id="by-day">Reconciliation</h2>
        <p class="soft">
          Each conversion counts on the day on which its goal was met, and is in one column right of “Sent”.
        </p>
        <ErrorMessage error={days.error} />
        {days.value === undefined && days.error === undefined && <p class="empty">Counting…</p>}
        {days.value?.length === 0 && <p class="empty">No conversion was to go anywhere in these days.</p>}
        {days.value && days.value.length > 0 && <ReconciliationTable days={days.value} address={address} />}
      </section>
      {address.line !== undefined && <Line address={address} round={round} />}
    </div>
  );
}

function Line({ address, round }: { address: DeliveriesAddress; round: number }) {
  const { api, site } = useSession();
  const { line, day, destination } = address;
  const { value, error } = useOnce(() => readLine(api.get, site.id, address), `${deliveriesHref(address)} ${round}`);
  const what = [line && sayLine(line), destination, day].filter((part) => part !== undefined).join(', ');
  return (
    <section aria-labelledby="line">
      <h2 id="line">{what}</h2>
      <ErrorMessage error={error} />
      {value === undefined && error === undefined && <p class="empty">Reading…</p>}
      {value?.items.length === 0 && <p class="empty">There are none any more.</p>}
      {value && value.items.length > 0 && <LineConversions conversions={value.items} />}
      {value?.hasMore && <p class="soft">These are the first {value.items.length}; the API lists all.</p>}
    </section>
  );
}

function Days({ address, timeZone }: { address: DeliveriesAddress; timeZone: string }) {
  const today = dayOf(Date.now(), timeZone);
  const show = (changed: Partial<DeliveriesAddress>) => {
    location.hash = deliveriesHref({ from: address.from, to: address.to, ...changed });
  };
  return (
    <form class="filters" aria-label="Days" onSubmit={(event) => event.preventDefault()}>
      <p class="ranges" role="group" aria-label="Days">
        {ranges.map(([words, first, last]) => {
          const [from, to] = [addDays(today, first), addDays(today, last)];
          const isChosen = from === address.from && to === address.to;
          return (
            <a key={words} href={deliveriesHref({ from, to })} aria-current={isChosen ? 'true' : undefined}>
              {words}
            </a>
          );
        })}
      </p>
      {(['from', 'to'] as const).map((end) => (
        <label class="field" key={end}>
          {end === 'from' ? 'From' : 'To'}
          <input
            type="date"
            value={address[end]}
            onChange={({ currentTarget: { value } }) => isDay(value) && show({ [end]: value })}
          />
        </label>
      ))}
    </form>
  );
}
