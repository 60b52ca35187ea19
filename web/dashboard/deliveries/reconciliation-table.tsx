import type { ReconciliationDay } from '../../../lambdas/journal/reconciliation/reconciliation-answer.ts';
import {
  type ReconciliationLine,
  reconciliationLines,
} from '../../../lambdas/journal/reconciliation/reconciliation-line.ts';
import { type DeliveriesAddress, deliveriesHref } from './deliveries-address.ts';
import { sayLine } from './say-line.ts';

/** These are always shown; others where there is any. */
const usual: readonly ReconciliationLine[] = ['waiting', 'accepted', 'counted', 'notMatched', 'parked'];

/** What became of each day's conversions at each destination; each figure leads to its conversions. */
export function ReconciliationTable({
  days,
  address,
}: {
  days: readonly ReconciliationDay[];
  address: DeliveriesAddress;
}) {
  const lines = reconciliationLines.filter((line) => usual.includes(line) || days.some((day) => day[line] > 0));
  const sum = (name: ReconciliationLine | 'conversions' | 'sent') => days.reduce((total, day) => total + day[name], 0);
  return (
    <div class="card scroll">
      <table role="table" class="report reconciliation">
        <thead>
          <tr role="row">
            <th scope="col">Day</th>
            <th scope="col">Destination</th>
            <th scope="col">Conversions</th>
            <th scope="col">Sent</th>
            {lines.map((line) => (
              <th scope="col" key={line}>
                {sayLine(line)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr role="row" key={`${day.day} ${day.destination}`}>
              <th role="rowheader" scope="row">
                {day.day}
              </th>
              <td role="cell" data-name="Destination">
                {day.destination}
              </td>
              <td role="cell" data-name="Conversions" class="figure">
                {day.conversions}
              </td>
              <td role="cell" data-name="Sent" class="figure">
                {day.sent}
              </td>
              {lines.map((line) => (
                <td role="cell" key={line} data-name={sayLine(line)} class="figure">
                  <Figure
                    count={day[line]}
                    href={deliveriesHref({ ...address, line, destination: day.destination, day: day.day })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr role="row">
            <th role="rowheader" scope="row">
              All
            </th>
            <td role="cell" />
            <td role="cell" data-name="Conversions" class="figure">
              {sum('conversions')}
            </td>
            <td role="cell" data-name="Sent" class="figure">
              {sum('sent')}
            </td>
            {lines.map((line) => (
              <td role="cell" key={line} data-name={sayLine(line)} class="figure">
                <Figure
                  count={sum(line)}
                  href={deliveriesHref({ ...address, line, destination: undefined, day: undefined })}
                />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Figure({ count, href }: { count: number; href: string }) {
  return count === 0 ? <span class="soft">0</span> : <a href={href}>{count}</a>;
}
