import type { ComponentChildren } from 'preact';
import { sayMoney } from '../../format/say-money.ts';
import { sayShortMoment } from '../../format/say-time.ts';
import { useSession } from '../../session/session.ts';
import { CancelLine } from './cancel-line.tsx';
import type { LedgerLine, Revenue } from './ledger-line.ts';

interface LedgerCardProps {
  readonly call: string;
  readonly lines: readonly LedgerLine[];
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
            <Line key={`${line.source} ${line.event}`} call={call} line={line} onChange={onChange} />
          ))}
        </ol>
      )}
      {children}
    </section>
  );
}

function Line({ call, line, onChange }: { call: string; line: LedgerLine; onChange: () => void }) {
  const { site } = useSession();
  const { source, event, at, state, reason, outcome, tags, revenue } = line;
  const refundable = state === 'counted' && revenue !== undefined && revenue.kind !== 'cancel';
  return (
    <li class={`line-${state}`}>
      <span class="what">
        {revenue && <RevenueText revenue={revenue} />}
        {outcome !== undefined && <span>outcome: {outcome}</span>}
        {tags.map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
      </span>
      {state !== 'noted' && <span class={`state ledger-${state}`}>{state}</span>}
      <span class="soft fine">
        {at !== undefined && `${sayShortMoment(at, site.timeZone)} · `}
        {source} · <code>{event}</code>
      </span>
      {reason !== undefined && <span class="why">{reason}</span>}
      {refundable && <CancelLine call={call} event={event} onDone={onChange} />}
    </li>
  );
}

function RevenueText({ revenue }: { revenue: Revenue }) {
  if (revenue.kind === 'cancel') {
    return (
      <span>
        cancels <code>{revenue.cancels}</code>
      </span>
    );
  }
  const sign = revenue.kind === 'refund' ? '−' : '+';
  return (
    <span>
      {revenue.kind}{' '}
      <strong>
        {sign}
        {sayMoney(revenue.money)}
      </strong>
    </span>
  );
}
