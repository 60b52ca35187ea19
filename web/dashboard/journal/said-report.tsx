import type { ConversationSums } from '../../../lambdas/journal/conversation/conversation-report-answer.ts';
import { readConversationReport } from '../calls/read-calls.ts';
import { sayMoney } from '../format/say-money.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { Nothing } from '../requests/nothing.tsx';
import { useSession } from '../session/session.ts';
import { useOnce } from './use-once.ts';

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
        <div class="card scroll">
          <table role="table" class="report">
            <thead>
              <tr role="row">
                <th scope="col">Calls in which it</th>
                <th scope="col">Calls</th>
                <th scope="col">Answered</th>
                <th scope="col">With a conversion</th>
                <th scope="col">Conversion rate</th>
                <th scope="col">Worth</th>
              </tr>
            </thead>
            <tbody>
              <Sums name="was said" sums={value.fitting} />
              <Sums name="was not said" sums={value.others} />
              <Sums name="may have been said: nobody knows" sums={value.unknown} />
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Sums({ name, sums }: { name: string; sums: ConversationSums }) {
  const rate = sums.conversionRate === null ? undefined : `${(sums.conversionRate * 100).toFixed(1)} %`;
  const worth = sums.values.length === 0 ? undefined : sums.values.map(sayMoney).join(' + ');
  const cells = [
    ['Calls', sums.calls],
    ['Answered', sums.answered],
    ['With a conversion', sums.converted],
    ['Conversion rate', rate],
    ['Worth', worth],
  ] as const;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {name}
      </th>
      {cells.map(([column, value]) => (
        <td role="cell" key={column} data-name={column} class="figure">
          {value ?? <Nothing />}
        </td>
      ))}
    </tr>
  );
}
