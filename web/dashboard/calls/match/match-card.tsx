import type { FullMatch } from '../../../../lambdas/journal/call-answer.ts';
import { sayConfidence, saySource, stateMethod } from './say-match.ts';
import { VisitFacts } from './visit-facts.tsx';

/** Where the call came from, how sure that is, and why. */
export function MatchCard({ match }: { match: FullMatch }) {
  return (
    <section class="card" aria-labelledby="match">
      <h3 id="match">Where it came from</h3>
      <Matched match={match} />
    </section>
  );
}

function Matched({ match }: { match: FullMatch }) {
  const { method, visit, pool, campaign } = match;
  return (
    <>
      <p class="origin">
        {method === 'none' ? 'Unknown' : saySource(match)}
        {campaign !== undefined && <span class="campaign">{campaign}</span>}
      </p>
      <div class="evidence-line">
        <span class={`state method-${method === 'none' ? 'none' : 'known'}`}>{method}</span>
        {method !== 'none' && <Confidence value={match.confidence} of="this match" />}
      </div>
      <p>
        <strong>{stateMethod(method)}.</strong> {match.reason}
      </p>
      {pool !== undefined && <p class="soft fine">Pool {pool}</p>}
      {visit && <VisitFacts visit={visit} />}
      {match.candidates.length > 1 && <Candidates candidates={match.candidates} />}
    </>
  );
}

function Candidates({ candidates }: Pick<FullMatch, 'candidates'>) {
  return (
    <details class="candidates">
      <summary>{candidates.length} visits were possible</summary>
      <ol>
        {candidates.map(({ visit, visitor, confidence }, index) => (
          <li key={visit}>
            <span>
              visit <code>{visit}</code> of visitor <code>{visitor}</code>
              {index === 0 && ' (chosen)'}
            </span>
            <Confidence value={confidence} of={`visit ${visit}`} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** How often such a match is right, as a bar and in figures. */
export function Confidence({ value, of }: { value: number; of: string }) {
  return (
    <span class="confidence">
      <meter min={0} max={1} low={0.5} high={0.8} optimum={1} value={value} aria-label={`confidence of ${of}`} />
      {sayConfidence({ confidence: value })}
    </span>
  );
}
