import { sayNumber } from '../format/say-number.ts';
import { sayLength } from '../format/say-time.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useAction } from '../requests/use-action.ts';
import { callHref } from '../routing/route.ts';
import { useNow } from '../use-now.ts';
import { localSoftphone } from './local-softphone.ts';
import { LookupAnswer } from './lookup-answer.tsx';
import type { SoftphoneCall } from './softphone-call.ts';

/** One call of the phone: its state, its time, what the flow was told, and what can be done now. */
export function PhoneCall({ call, onChange }: { call: SoftphoneCall; onChange: () => void }) {
  const { id, number, caller, state } = call;
  const now = useNow(state !== 'ended');
  return (
    <li class={`phone-call phone-${state}`}>
      <p class="phone-state" aria-live="polite">
        <span class="pulse" aria-hidden="true" /> {inWords(call)}
        <span class="timer" role="timer" aria-live="off">
          {sayLength(secondsOf(call, now))}
        </span>
      </p>
      <p class="phone-number">{sayNumber(number)}</p>
      <p class="soft">from {caller === undefined ? 'a withheld number' : sayNumber(caller)}</p>
      <LookupAnswer lookup={call.lookup} />
      <div class="phone-buttons">
        <Buttons call={call} onChange={onChange} />
        <a href={callHref(id)}>Open the call</a>
      </div>
    </li>
  );
}

function Buttons({
  call: { id, state, lookup, recordsSent },
  onChange,
}: {
  call: SoftphoneCall;
  onChange: () => void;
}) {
  const answer = useAction(() => localSoftphone.answer(id), onChange);
  const hangUp = useAction(() => localSoftphone.hangUp(id, 'caller'), onChange);
  const repeat = useAction(() => localSoftphone.repeatRecord(id), onChange);
  const error = answer.error ?? hangUp.error ?? repeat.error;
  return (
    <>
      {state === 'ringing' && (
        <button type="button" class="answer" disabled={answer.busy || lookup.state === 'asking'} onClick={answer.run}>
          Answer
        </button>
      )}
      {state !== 'ended' && (
        <button type="button" class="hang-up" disabled={hangUp.busy} onClick={hangUp.run}>
          Hang up
        </button>
      )}
      {state === 'ended' && recordsSent > 0 && (
        <button type="button" class="quiet" disabled={repeat.busy} onClick={repeat.run}>
          Send the record again
        </button>
      )}
      <ErrorMessage error={error} />
    </>
  );
}

function inWords({ state, lookup, answeredAt }: SoftphoneCall): string {
  if (state === 'answered') return 'Talking';
  if (state === 'ended') return answeredAt === undefined ? 'Nobody answered' : 'Call ended';
  return lookup.state === 'asking' ? 'Connecting' : 'Ringing';
}

/** Of the talk; of the ringing where nobody talked. */
function secondsOf({ startedAt, answeredAt, endedAt }: SoftphoneCall, now: number): number {
  return ((endedAt ?? now) - (answeredAt ?? startedAt)) / 1000;
}
