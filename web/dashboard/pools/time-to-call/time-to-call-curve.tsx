import type { TimeToCallAnswer } from '../../../../lambdas/journal/pools/time-to-call-answer.ts';
import { sayShare } from '../../format/say-count.ts';
import { sayDuration, saySpan } from '../../format/say-time.ts';
import { edges, leftOf, levels, lineOf, marks, picture, topOf } from './curve-places.ts';

/** How many of a pool's callers have called by when, beside what every pool begins with, and where its lease ends. */
export function TimeToCallCurve({ answer }: { answer: TimeToCallAnswer }) {
  const { curve, leaseSeconds } = answer;
  const lease = leftOf(leaseSeconds);
  return (
    <figure class="curve">
      <svg viewBox={`0 0 ${picture.width} ${picture.height}`} role="img" aria-label={inWords(answer)}>
        {levels.map((level) => (
          <g key={level}>
            <line class="level" x1={edges.left} x2={edges.right} y1={topOf(level)} y2={topOf(level)} />
            <text x={edges.left - 6} y={topOf(level) + 4} text-anchor="end">
              {Math.round(level * 100)} %
            </text>
          </g>
        ))}
        {marks.map((seconds) => (
          <text key={seconds} x={leftOf(seconds)} y={edges.bottom + 18} text-anchor="middle">
            {saySpan(seconds * 1000)}
          </text>
        ))}
        <line class="lease" x1={lease} x2={lease} y1={edges.top} y2={edges.bottom} />
        <text class="lease" x={lease} y={edges.top - 5} text-anchor="middle">
          lease
        </text>
        <polyline
          class="starting"
          points={lineOf(curve.map(({ seconds, starting }) => ({ seconds, share: starting })))}
        />
        <polyline class="learnt" points={lineOf(curve)} />
      </svg>
      <figcaption>
        <span class="line-learnt">callers of this pool</span>{' '}
        <span class="line-starting">what is expected of any pool</span>
      </figcaption>
    </figure>
  );
}

function inWords({ medianSeconds, leaseSeconds, withinLease }: TimeToCallAnswer): string {
  return (
    `Time from showing the number to the call: half call within ${sayDuration(medianSeconds * 1000)}, ` +
    `${sayShare(withinLease)} within the lease of ${sayDuration(leaseSeconds * 1000)}.`
  );
}
