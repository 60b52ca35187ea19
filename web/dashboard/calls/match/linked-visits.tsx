import type { FullMatch } from '../../../../lambdas/journal/call-answer.ts';
import { VisitFacts } from './visit-facts.tsx';

/** Visits on other devices whose phone codes came to the call, and codes that link nothing. They take no credit. */
export function LinkedVisits({ match }: { match: FullMatch }) {
  const { linkedVisits, refusedCodes = [] } = match;
  if (linkedVisits.length === 0 && refusedCodes.length === 0) return null;
  return (
    <section aria-labelledby="linked">
      <h4 id="linked">On other devices</h4>
      {linkedVisits.map((visit) => (
        <details key={visit.id}>
          <summary>{visit.reason}</summary>
          <VisitFacts visit={visit} />
        </details>
      ))}
      {refusedCodes.map(({ by, reason }) => (
        <p key={`${by} ${reason}`} class="soft">
          {reason}
        </p>
      ))}
    </section>
  );
}
