import type { ReconciledConversion } from '../../../lambdas/journal/reconciliation/reconciliation-answer.ts';
import { sayMoney } from '../format/say-money.ts';
import { sayShortMoment } from '../format/say-time.ts';
import { Nothing } from '../requests/nothing.tsx';
import { callHref } from '../routing/route.ts';
import { useSession } from '../session/session.ts';

/** Conversions with what became of them, each with the way to its call. */
export function LineConversions({ conversions }: { conversions: readonly ReconciledConversion[] }) {
  const { site } = useSession();
  return (
    <div class="card scroll">
      <table role="table" class="destinations">
        <thead>
          <tr role="row">
            <th scope="col">When</th>
            <th scope="col">Destination</th>
            <th scope="col">Goal</th>
            <th scope="col">Value</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {conversions.map((one) => (
            <tr role="row" key={one.delivery}>
              <th role="rowheader" scope="row">
                <a href={callHref(one.call)}>{sayShortMoment(one.occurredAt, site.timeZone)}</a>
              </th>
              <td role="cell" data-name="Destination">
                {one.destination}
              </td>
              <td role="cell" data-name="Goal">
                {one.name ?? <Nothing />}
              </td>
              <td role="cell" data-name="Value">
                {one.value ? sayMoney(one.value) : <Nothing />}
              </td>
              <td role="cell" data-name="Why">
                {one.reason ?? <Nothing />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
