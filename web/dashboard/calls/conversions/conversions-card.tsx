import type { CallAnswer } from '../../../../lambdas/journal/call-answer.ts';
import type { CallDetail, ConversionAnswer } from '../../../../lambdas/journal/call-detail-answer.ts';
import { sayMoney } from '../../format/say-money.ts';
import { sayTimeOfDay, timeOf } from '../../format/say-time.ts';
import { useSession } from '../../session/session.ts';
import { DeliveriesTable } from './deliveries-table.tsx';

interface ConversionsCardProps {
  readonly detail: CallDetail;
  readonly now: number;
  readonly onChange: () => void;
}

/** What the call was worth under the rules, and who was told. */
export function ConversionsCard({ detail: { call, conversions }, now, onChange }: ConversionsCardProps) {
  const { local, site } = useSession();
  return (
    <section class="card" aria-labelledby="conversions">
      <h3 id="conversions">
        Conversions
        {local && (
          <span class="links">
            <a href="/inbox/" target="_blank" rel="noopener">
              Inbox
            </a>
            <a href="/mail/" target="_blank" rel="noopener">
              Mail
            </a>
          </span>
        )}
      </h3>
      {conversions.length === 0 && <p class="empty">{whyNone(call, now, site.timeZone)}</p>}
      {conversions.map((conversion) => (
        <OneConversion key={conversion.id} call={call.id} conversion={conversion} now={now} onChange={onChange} />
      ))}
    </section>
  );
}

function OneConversion({
  call,
  conversion,
  now,
  onChange,
}: {
  call: string;
  conversion: ConversionAnswer;
  now: number;
  onChange: () => void;
}) {
  const { rule, ruleVersion, name, value, revision, state, deliveries } = conversion;
  const retired = state === 'retired';
  return (
    <article class={retired ? 'conversion retired' : 'conversion'}>
      <header>
        <h4>{name}</h4>
        {retired && <span class="tag">retired</span>}
        <strong class="worth">{sayMoney(value)}</strong>
      </header>
      <p class="soft">
        rule {rule}, version {ruleVersion} · revision {revision}
      </p>
      {deliveries.length === 0 ? (
        <p class="soft">The rule names no destination.</p>
      ) : (
        <DeliveriesTable call={call} deliveries={deliveries} now={now} onChange={onChange} />
      )}
    </article>
  );
}

function whyNone({ final, finalAt, endedAt }: CallAnswer, now: number, timeZone: string): string {
  if (final) return 'No rule holds for this call.';
  if (endedAt === undefined) return 'Conversions go out when the call is over and its records have arrived.';
  const latest =
    finalAt !== undefined && timeOf(finalAt) > now ? `, at ${sayTimeOfDay(finalAt, timeZone)} at the latest` : '';
  return `Conversions go out when the records of the call have arrived${latest}.`;
}
