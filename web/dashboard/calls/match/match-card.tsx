import type { FullMatch } from '../../../../lambdas/journal/call-answer.ts';
import { CandidateBars } from './candidate-bars.tsx';
import { LinkedVisits } from './linked-visits.tsx';
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
  const { method, visit, pool, campaign, recipient } = match;
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
      {recipient !== undefined && (
        <p>
          Mail to recipient <code>{recipient.id}</code> in campaign {recipient.campaign}
          {recipient.creative !== undefined && <>, creative {recipient.creative}</>}
        </p>
      )}
      {pool !== undefined && <p class="soft fine">Pool {pool}</p>}
      <CandidateBars match={match} />
      {visit && <VisitFacts visit={visit} />}
      <LinkedVisits match={match} />
    </>
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
