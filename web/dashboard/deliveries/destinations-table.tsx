import { useState } from 'preact/hooks';
import { sayShortMoment } from '../format/say-time.ts';
import { useAction } from '../requests/use-action.ts';
import { useSession } from '../session/session.ts';
import { redriveAll, type ShownDestination, type TestWays } from './read-deliveries.ts';
import { SendTest } from './send-test.tsx';

interface DestinationsProps {
  readonly destinations: readonly ShownDestination[];
  readonly testWays: TestWays;
  /** How many deliveries of each are parked in the days that are shown. */
  readonly parked: ReadonlyMap<string, number>;
  readonly onDone: () => void;
}

/** Where conversions go, whether anything goes there now, and what a person can do about it. */
export function DestinationsTable({ destinations, testWays, parked, onDone }: DestinationsProps) {
  return (
    <div class="card scroll">
      <table role="table" class="destinations">
        <thead>
          <tr role="row">
            <th scope="col">Destination</th>
            <th scope="col">Type</th>
            <th scope="col">State</th>
            <th scope="col">Parked</th>
          </tr>
        </thead>
        <tbody>
          {destinations.map((one) => (
            <DestinationRow
              key={one.id}
              destination={one}
              testWay={testWays.get(one.type ?? '')}
              parked={parked.get(one.id) ?? 0}
              onDone={onDone}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly destination: ShownDestination;
  readonly testWay: string | undefined;
  readonly parked: number;
  readonly onDone: () => void;
}

function DestinationRow({ destination: { id, type, paused }, testWay, parked, onDone }: RowProps) {
  const { api, site } = useSession();
  const [started, setStarted] = useState<number>();
  const resume = useAction(() => api.post(`/v1/destinations/${encodeURIComponent(id)}/resume`), onDone);
  const redrive = useAction(() => redriveAll(api.post, id, setStarted), onDone);
  const error = resume.error ?? redrive.error;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {id}
      </th>
      <td role="cell" data-name="Type">
        {type ?? 'of a newer version'}
      </td>
      <td role="cell" data-name="State">
        {paused === undefined ? (
          <>sends {testWay !== undefined && <SendTest destination={id} way={testWay} />}</>
        ) : (
          <>
            <strong>Paused</strong> since {sayShortMoment(paused.since, site.timeZone)}: {paused.detail}. What is for it
            waits.{' '}
            <button type="button" class="quiet" disabled={resume.busy} onClick={resume.run}>
              {resume.busy ? 'Resuming…' : 'Resume'}
            </button>
          </>
        )}
        {error !== undefined && <p class="error">{error}</p>}
      </td>
      <td role="cell" data-name="Parked">
        {parked}{' '}
        {parked > 0 && (
          <button type="button" class="quiet" disabled={redrive.busy} onClick={redrive.run}>
            {redrive.busy ? `Sending again… ${started ?? 0}` : 'Send all parked again'}
          </button>
        )}
      </td>
    </tr>
  );
}
