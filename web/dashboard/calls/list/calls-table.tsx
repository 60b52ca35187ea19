import type { ListedCall } from '../../../../lambdas/journal/call-answer.ts';
import { sayMoney } from '../../format/say-money.ts';
import { sayNumber } from '../../format/say-number.ts';
import { sayDay, sayLength, sayMoment, sayTimeOfDay } from '../../format/say-time.ts';
import { Nothing } from '../../requests/nothing.tsx';
import { callHref } from '../../routing/route.ts';
import type { Site } from '../../site.ts';
import { CallerName, MarkTag, QualifiedTag, StatusPill } from '../caller-and-status.tsx';
import { sayConfidence, sayMethod, saySource } from '../match/say-match.ts';
import { talkedSeconds, waitedSeconds } from '../spent.ts';

interface CallsTableProps {
  readonly calls: readonly ListedCall[];
  readonly site: Site;
  /** ms; what calls that are under way are counted up to. */
  readonly now: number;
  readonly withRevenue?: boolean;
}

/** Calls, the newest first; each leads to its page. The roles stay when a narrow screen turns rows into cards. */
export function CallsTable({ calls, site, now, withRevenue = false }: CallsTableProps) {
  return (
    <div class="card scroll">
      <table role="table" class="calls">
        <thead>
          <tr role="row">
            <th scope="col">Started</th>
            <th scope="col">Caller</th>
            <th scope="col">Status</th>
            <th scope="col">Number</th>
            <th scope="col">Source</th>
            <th scope="col">Wait</th>
            <th scope="col">Talk</th>
            <th scope="col">Conversions</th>
            {withRevenue && <th scope="col">Revenue</th>}
          </tr>
        </thead>
        <tbody>
          {calls.map((one) => (
            <CallRow key={one.call.id} item={one} site={site} now={now} withRevenue={withRevenue} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CallRow({ item, site, now, withRevenue }: { item: ListedCall } & Omit<CallsTableProps, 'calls'>) {
  const { call, match, revenue, phrases = [] } = item;
  const topics = [...(call.conversation?.categories ?? []), ...phrases.map((one) => `“${one}”`)].join(', ');
  return (
    <tr role="row" class={`call-${call.status}`}>
      <th role="rowheader" scope="row">
        <a class="row-link" href={callHref(call.id)} title={sayMoment(call.startedAt, site.timeZone)}>
          <time dateTime={call.startedAt}>
            {sayTimeOfDay(call.startedAt, site.timeZone)}
            <span class="lesser">{sayDay(call.startedAt, site.timeZone)}</span>
          </time>
        </a>
      </th>
      <td role="cell" data-name="Caller" class="number">
        <CallerName caller={call.caller} />
        {match.firstTimeCaller && <span class="lesser">first call</span>}
        {topics !== '' && <span class="lesser">{topics}</span>}
      </td>
      <td role="cell" data-name="Status">
        <StatusPill status={call.status} /> <QualifiedTag qualified={item.qualified} /> <MarkTag mark={call.mark} />
      </td>
      <td role="cell" data-name="Number" class="number">
        {call.trackedNumber === undefined ? <Nothing /> : sayNumber(call.trackedNumber)}
      </td>
      <td role="cell" data-name="Source" class="source">
        <SourceCell match={match} />
      </td>
      <td role="cell" data-name="Wait" class="length">
        <Length seconds={waitedSeconds(call, now)} />
      </td>
      <td role="cell" data-name="Talk" class="length">
        <Length seconds={talkedSeconds(call, now)} />
      </td>
      <td role="cell" data-name="Conversions" class="length">
        {item.conversions === 0 ? <Nothing /> : worth(item)}
      </td>
      {withRevenue && (
        <td role="cell" data-name="Revenue" class="length">
          {revenue === undefined ? <Nothing /> : sayMoney(revenue)}
        </td>
      )}
    </tr>
  );
}

function SourceCell({ match }: Pick<ListedCall, 'match'>) {
  if (match.method === 'none') return <span class="nothing">{sayMethod('none')}</span>;
  return (
    <>
      {saySource(match)}
      {match.campaign !== undefined && <> · {match.campaign}</>}
      <span class="lesser">
        {sayMethod(match.method)}
        {match.method !== 'source' && <>, {sayConfidence(match)}</>}
      </span>
    </>
  );
}

function Length({ seconds }: { seconds: number | undefined }) {
  return seconds === undefined ? <Nothing /> : <>{sayLength(seconds)}</>;
}

function worth({ conversions, values }: ListedCall): string {
  const worths = values.map(sayMoney).join(' + ');
  if (worths === '') return String(conversions);
  return conversions === 1 ? worths : `${conversions} · ${worths}`;
}

/**
 * Says of calls that only a newer version of Leaseline can read that they are missing; nothing where there are none.
 * @param missing what they are not, like "listed"
 */
export function UnsupportedCalls({ count = 0, missing }: { count: number | undefined; missing: string }) {
  if (count === 0) return null;
  const [calls, were] = count === 1 ? ['One call', 'was'] : [`${count} calls`, 'were'];
  return (
    <p class="soft" role="note">
      {calls} that {were} written by a newer version of Leaseline {count === 1 ? 'is' : 'are'} not {missing}.
    </p>
  );
}
