import { saySpan, sayTimeOfDay, timeOf } from '../format/say-time.ts';
import { withoutScheme } from '../format/shown-text.ts';
import { Nothing } from '../requests/nothing.tsx';
import { useSession } from '../session/session.ts';
import type { PoolVisit } from './overview.ts';

/** Who holds a number now, and where they came from. */
export function VisitsTable({ visits, more, now }: { visits: readonly PoolVisit[]; more: boolean; now: number }) {
  const severalPools = new Set(visits.map(({ pool }) => pool)).size > 1;
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">
        Live visits <span class="count">{more ? `the newest ${visits.length}` : visits.length}</span>
      </h2>
      {visits.length === 0 ? (
        <p class="empty">Nobody holds a number right now. Open a page with the tracker, and the visit appears here.</p>
      ) : (
        <div class="card scroll">
          <table role="table">
            <thead>
              <tr role="row">
                <th scope="col">Number</th>
                <th scope="col">State</th>
                <th scope="col">Source</th>
                <th scope="col">Campaign</th>
                <th scope="col">Landing page</th>
                <th scope="col">Since</th>
                <th scope="col">Until</th>
                {severalPools && <th scope="col">Pool</th>}
              </tr>
            </thead>
            <tbody>
              {visits.map((visit) => (
                <VisitRow key={visit.number} visit={visit} now={now} showPool={severalPools} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The roles stay when a narrow screen turns rows into cards. */
function VisitRow({ visit, now, showPool }: { visit: PoolVisit; now: number; showPool: boolean }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="number">
        {visit.display}
      </th>
      <td role="cell" data-name="State">
        <span class={visit.confirmed ? 'state held' : 'state probation'}>{visit.confirmed ? 'held' : 'probation'}</span>
      </td>
      <td role="cell" data-name="Source">
        {[visit.source ?? 'unknown', visit.medium].filter(Boolean).join(' / ')}
      </td>
      <td role="cell" data-name="Campaign">
        {visit.campaign ?? <Nothing />}
      </td>
      <td role="cell" data-name="Landing page" class="page" title={visit.landingPage}>
        {visit.landingPage === undefined ? <Nothing /> : withoutScheme(visit.landingPage)}
      </td>
      <td role="cell" data-name="Since">
        <Moment at={visit.shownAt}>{saySpan(now - timeOf(visit.shownAt))} ago</Moment>
      </td>
      <td role="cell" data-name="Until">
        <Moment at={visit.leasedUntil}>in {saySpan(timeOf(visit.leasedUntil) - now)}</Moment>
      </td>
      {showPool && (
        <td role="cell" data-name="Pool">
          {visit.pool}
        </td>
      )}
    </tr>
  );
}

function Moment({ at, children }: { at: string; children: preact.ComponentChildren }) {
  const { site } = useSession();
  return (
    <time dateTime={at} title={sayTimeOfDay(at, site.timeZone)}>
      {children}
    </time>
  );
}
