import type { ComponentChildren } from 'preact';
import type { LedgerLineAnswer } from '../../../../lambdas/journal/call-detail-answer.ts';
import { sayMoney } from '../../format/say-money.ts';
import { sayShortMoment } from '../../format/say-time.ts';
import { useSession } from '../../session/session.ts';
import { CancelLine } from './cancel-line.tsx';

interface LedgerCardProps {
  readonly call: string;
  readonly lines: readonly LedgerLineAnswer[];
  readonly onChange: () => void;
  /** The form for more of them. */
  readonly children: ComponentChildren;
}

/** What people and tools reported of the call, also what does not count, and why. */
export function LedgerCard({ call, lines, onChange, children }: LedgerCardProps) {
  return (
    <section class="card" aria-labelledby="ledger">
      <h3 id="ledger">Outcome and revenue</h3>
      {lines.length > 0 && (
        <ol class="ledger">
          {lines.map((line) => (
            <Line key={`${line.source} ${line.eventId}`} call={call} line={line} onChange={onChange} />
          ))}
        </ol>
      )}
      {children}
    </section>
  );
}

function Line({ call, line, onChange }: { call: string; line: LedgerLineAnswer; onChange: () => void }) {
  const { site } = useSession();
  const {
    source,
    eventId: event,
    receivedAt,
    occurredAt: at = receivedAt,
    state,
    reason,
    outcome,
    tags = [],
    revenue,
    counts,
    orderId,
    items = [],
    phoneCode,
  } = line;
  const refundable = state === 'counted' && revenue !== undefined && revenue.kind !== 'cancel';
  return (
    <li class={`line-${state}`}>
      <span class="what">
        {revenue && <RevenueText revenue={revenue} counts={counts} orderId={orderId} />}
        {outcome !== undefined && <span>outcome: {outcome}</span>}
        {phoneCode !== undefined && (
          <span>
            phone code <code>{phoneCode}</code>
          </span>
        )}
        {tags.map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
      </span>
      {state !== 'noted' && <span class={`state ledger-${state}`}>{state}</span>}
      <span class="soft fine">
        {sayShortMoment(at, site.timeZone)} ·{source} · <code>{event}</code>
      </span>
      {items.length > 0 && <SoldItems items={items} />}
      {reason !== undefined && <span class="why">{reason}</span>}
      {refundable && <CancelLine call={call} event={event} onDone={onChange} />}
    </li>
  );
}

/** What was sold or given back; lines of an order have no order of their own, so their places name them. */
function SoldItems({ items }: { items: NonNullable<LedgerLineAnswer['items']> }) {
  return (
    <ul class="sold">
      {items.map((item, place) => (
        <li key={place}>
          {item.quantity} × {item.name ?? item.sku} <code>{item.sku}</code> {sayMoney(item)}
        </li>
      ))}
    </ul>
  );
}

interface RevenueTextProps {
  readonly revenue: NonNullable<LedgerLineAnswer['revenue']>;
  /** How much of it, where that is not all. */
  readonly counts: LedgerLineAnswer['counts'];
  readonly orderId: string | undefined;
}

function RevenueText({ revenue, counts, orderId }: RevenueTextProps) {
  const order = orderId !== undefined && (
    <>
      order <code>{orderId}</code>{' '}
    </>
  );
  if (revenue.kind === 'cancel') {
    return <span>cancels {revenue.cancels === undefined ? order : <code>{revenue.cancels}</code>}</span>;
  }
  const sign = revenue.kind === 'refund' ? '−' : '+';
  return (
    <span>
      {revenue.kind} {order}
      <strong>
        {sign}
        {sayMoney(revenue)}
      </strong>
      {counts && `, of which ${sayMoney(counts)} counts`}
    </span>
  );
}
