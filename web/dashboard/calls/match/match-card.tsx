import { Confidence } from './confidence.tsx';
import type { Match } from './match.ts';
import { saySource, stateMethod } from './say-match.ts';
import { VisitFacts } from './visit-facts.tsx';

/** Where the call came from, how sure that is, and why. */
export function MatchCard({ match }: { match: Match | undefined }) {
  return (
    <section class="card" aria-labelledby="match">
      <h3 id="match">Where it came from</h3>
      {match === undefined ? <p class="empty">Not matched yet.</p> : <Matched match={match} />}
    </section>
  );
}

function Matched({ match }: { match: Match }) {
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

function Candidates({ candidates }: Pick<Match, 'candidates'>) {
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
