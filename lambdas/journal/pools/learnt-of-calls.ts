import { type CallEvidence, isClicked } from '../../calls/time-to-call/call-evidence.ts';
import { calledWithin } from '../../calls/time-to-call/curve.ts';
import { measuredAccuracy } from '../../calls/time-to-call/measured-accuracy.ts';
import type { PoolKnowledge } from '../../calls/time-to-call/pool-knowledge.ts';
import { type CalledWithin, publishedLaw } from '../../capacity/sizing/time-to-call.ts';
import type { LearntOfCalls } from './time-to-call-report.ts';

/** What a pool knows of how soon its visitors call; as long as no call has taught it anything, the published law itself. */
export function curveOf({ calls, curve }: PoolKnowledge): CalledWithin {
  return calls === 0 ? publishedLaw : (seconds) => calledWithin(curve, seconds);
}

/** What the calls of a pool tell, for people. */
export function learntOfCalls(evidence: readonly CallEvidence[], knowledge: PoolKnowledge): LearntOfCalls {
  const measured = measuredAccuracy(evidence, knowledge);
  const confirmedBy = (by: 'click' | 'phone-code' | 'caller-memory') =>
    evidence.filter(({ confirmed }) => confirmed?.by === by).length;
  return {
    calledWithin: curveOf(knowledge),
    starting: publishedLaw,
    withoutVisit: withoutVisit(evidence, knowledge),
    measured: measured && {
      share: rounded(measured.share),
      low: rounded(measured.low),
      high: rounded(measured.high),
      calls: measured.calls,
    },
    learntFrom: {
      calls: evidence.length,
      confirmed: {
        click: confirmedBy('click'),
        phoneCode: confirmedBy('phone-code'),
        callerMemory: confirmedBy('caller-memory'),
      },
    },
  };
}

/** Of all calls the share that no visit led to: what is known of those whose caller nothing but the time speaks for. */
function withoutVisit(evidence: readonly CallEvidence[], { unrelatedShare }: PoolKnowledge): number {
  if (evidence.length === 0) return unrelatedShare.first;
  const unknown = evidence.filter((one) => one.confirmed?.by !== 'caller-memory' && !isClicked(one));
  return unknown.reduce((sum, { caller }) => sum + unrelatedShare[caller], 0) / evidence.length;
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}
