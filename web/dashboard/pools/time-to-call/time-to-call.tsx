import type { ComponentChildren } from 'preact';
import { useCallback } from 'preact/hooks';
import { type TimeToCallAnswer, timeToCallAnswer } from '../../../../lambdas/journal/pools/time-to-call-answer.ts';
import { sayCount, sayShare } from '../../format/say-count.ts';
import { sayDuration } from '../../format/say-time.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import { ReadingProblem } from '../../requests/reading.tsx';
import { usePolled } from '../../requests/use-polled.ts';
import { useSession } from '../../session/session.ts';
import { TimeToCallCurve } from './time-to-call-curve.tsx';

/** It changes slowly, and costs the API a long read. */
const refreshMs = 300_000;

/** How soon the callers of a session pool call, how often its matches are right, and which lease time that asks for. */
export function TimeToCall({ pool }: { pool: string }) {
  const { api } = useSession();
  const read = useCallback(
    async () => readAnswer(timeToCallAnswer, await api.get(`/v1/pools/${encodeURIComponent(pool)}/time-to-call`)),
    [api, pool],
  );
  const reading = usePolled(read, refreshMs);
  return (
    <div class="time-to-call">
      <h4>Time to call</h4>
      <ReadingProblem reading={reading} what="calls" />
      {reading.value && <Told answer={reading.value} />}
    </div>
  );
}

function Told({ answer }: { answer: TimeToCallAnswer }) {
  return (
    <>
      <TimeToCallCurve answer={answer} />
      <Facts answer={answer} />
      <p>{answer.advice.text}</p>
    </>
  );
}

function Facts({ answer: { medianSeconds, withinLease, withoutVisit, accuracy } }: { answer: TimeToCallAnswer }) {
  const { measured, forecast } = accuracy;
  return (
    <dl class="reached">
      <Fact name="Half call within">{sayDuration(medianSeconds * 1000)}</Fact>
      <Fact name="Within the lease">{sayShare(withinLease)}</Fact>
      <Fact name="Without a visit">{sayShare(withoutVisit)}</Fact>
      <Fact name="Accuracy, forecast">{forecast === undefined ? 'not known yet' : sayShare(forecast)}</Fact>
      <Fact name="Accuracy, measured">
        {measured === undefined ? (
          'not known yet'
        ) : (
          <>
            {sayShare(measured.share)}{' '}
            <span class="soft">
              {sayShare(measured.low)} to {sayShare(measured.high)}, by {sayCount(measured.calls, 'call')}
            </span>
          </>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
