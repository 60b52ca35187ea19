import type { DeliveryAnswer } from '../../../../lambdas/journal/call-detail-answer.ts';
import { Redrive } from './redrive.tsx';
import { sayDelivery } from './say-delivery.ts';

interface DeliveriesTableProps {
  readonly call: string;
  readonly deliveries: readonly DeliveryAnswer[];
  readonly now: number;
  readonly onChange: () => void;
}

/** Who is told of a conversion, and how far that is. */
export function DeliveriesTable({ call, deliveries, now, onChange }: DeliveriesTableProps) {
  return (
    <table role="table" class="deliveries">
      <thead>
        <tr role="row">
          <th scope="col">Destination</th>
          <th scope="col">State</th>
          <th scope="col">Revision</th>
          <th scope="col">Attempts</th>
          <th scope="col">What happened</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr role="row" key={delivery.id}>
            <th role="rowheader" scope="row">
              {delivery.destination}
            </th>
            <td role="cell" data-name="State">
              <span class={`state delivery-${delivery.state}`}>{delivery.state}</span>
            </td>
            <td role="cell" data-name="Revision" class="length">
              {delivery.sent === delivery.wanted ? delivery.sent : `${delivery.sent} of ${delivery.wanted}`}
            </td>
            <td role="cell" data-name="Attempts" class="length">
              {delivery.attempts}
            </td>
            <td role="cell" data-name="What happened" class="reason">
              {sayDelivery(delivery, now)}
              {delivery.state === 'parked' && <Redrive call={call} delivery={delivery} onDone={onChange} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
