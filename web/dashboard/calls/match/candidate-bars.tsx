import type { FullMatch } from '../../../../lambdas/journal/call-answer.ts';
import { sayConfidence } from './say-match.ts';
import { type Candidate, whoCouldBe } from './who-could-be.ts';

/** Who may have called, each with a bar as long as that is likely; who was shown the number never, last. */
export function CandidateBars({ match }: { match: FullMatch }) {
  const who = whoCouldBe(match);
  if (who.length < 2) return null;
  return (
    <figure class="candidates">
      <figcaption id="candidates">Who may have called, and how likely that is</figcaption>
      <ol aria-labelledby="candidates">
        {who.map((one) => (
          <Bar key={one.visit ?? 'none'} candidate={one} />
        ))}
      </ol>
    </figure>
  );
}

function Bar({ candidate: { visit, visitor, share, isChosen } }: { candidate: Candidate }) {
  return (
    <li class={isChosen ? 'chosen' : undefined}>
      <span class="who">
        {visit === undefined ? (
          'None of them'
        ) : (
          <>
            visit <code>{visit}</code> of visitor <code>{visitor}</code>
          </>
        )}
        {isChosen && <span class="tag">chosen</span>}
      </span>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span class="likely">{sayConfidence({ confidence: share })}</span>
    </li>
  );
}
