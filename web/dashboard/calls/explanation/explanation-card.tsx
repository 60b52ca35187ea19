import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Get } from '../../requests/api.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import { useAction } from '../../requests/use-action.ts';
import { useSession } from '../../session/session.ts';

/** As much of `GET /v1/calls/{call}/explanation` as is shown: what assistants are told, too. */
const explanation = z.object({
  destinations: z.array(
    z.object({
      destination: z.string(),
      summary: z.string(),
      rules: z.array(z.object({ rule: z.string(), conditions: z.array(z.string()) })),
    }),
  ),
});
type Explained = z.infer<typeof explanation>['destinations'];

async function readExplanation(get: Get, call: string): Promise<Explained> {
  return readAnswer(explanation, await get(`/v1/calls/${encodeURIComponent(call)}/explanation`)).destinations;
}

/** Why each destination of the site was told of the call, or was not: asked for when somebody wants to know, as it costs reads. */
export function ExplanationCard({ call }: { call: string }) {
  const { api } = useSession();
  const [explained, setExplained] = useState<Explained>();
  const ask = useAction(() => readExplanation(api.get, call), setExplained);
  return (
    <section class="card" aria-labelledby="explanation">
      <h3 id="explanation">Why it was sent, or not</h3>
      <button type="button" class="quiet" disabled={ask.busy} onClick={ask.run}>
        {ask.busy ? 'Looking…' : explained === undefined ? 'Explain each destination' : 'Look again'}
      </button>
      {ask.error !== undefined && (
        <p class="error" role="alert">
          {ask.error}
        </p>
      )}
      {explained?.length === 0 && <p class="soft">The site has no destinations.</p>}
      {explained !== undefined && explained.length > 0 && (
        <dl class="explained">
          {explained.map((one) => (
            <Destination key={one.destination} {...one} />
          ))}
        </dl>
      )}
    </section>
  );
}

function Destination({ destination, summary, rules }: Explained[number]) {
  return (
    <>
      <dt>{destination}</dt>
      <dd>
        {summary}
        {rules.map(({ rule, conditions }) => (
          <details key={rule}>
            <summary>Rule {rule}</summary>
            <pre>{conditions.join('\n')}</pre>
          </details>
        ))}
      </dd>
    </>
  );
}
