import type { ConversationSums } from '../../../lambdas/journal/conversation/conversation-report-answer.ts';
import { readConversationReport } from '../calls/read-calls.ts';
import { sayMoney } from '../format/say-money.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useSession } from '../session/session.ts';
import { type Column, SumsTable } from './sums-table.tsx';
import { useOnce } from './use-once.ts';

const columns: readonly Column<ConversationSums>[] = [
  ['Calls', ({ calls }) => calls],
  ['Answered', ({ answered }) => answered],
  ['With a conversion', ({ converted }) => converted],
  [
    'Conversion rate',
    ({ conversionRate }) => (conversionRate === null ? null : `${(conversionRate * 100).toFixed(1)} %`),
  ],
  ['Worth', ({ values }) => (values.length === 0 ? undefined : values.map(sayMoney).join(' + '))],
];

/** How calls fared in which something was said, beside the others of the same filters. */
export function SaidReport({ said, query, round }: { said: string; query: URLSearchParams; round: number }) {
  const { api } = useSession();
  const { value, error } = useOnce(() => readConversationReport(api.get, query), `${query}#${round}`);
  return (
    <section aria-labelledby="by-said">
      <h2 id="by-said">With “{said}”</h2>
      <ErrorMessage error={error} />
      {value === undefined && error === undefined && <p class="empty">Looking into what was said…</p>}
      {value && (
        <SumsTable
          of="Calls in which it"
          columns={columns}
          rows={[
            { key: 'fitting', name: 'was said', sums: value.fitting },
            { key: 'others', name: 'was not said', sums: value.others },
            { key: 'unknown', name: 'may have been said: nobody knows', sums: value.unknown },
          ]}
        />
      )}
    </section>
  );
}
