import { ErrorMessage } from '../../requests/error-message.tsx';
import { useAction } from '../../requests/use-action.ts';
import { useSession } from '../../session/session.ts';
import { newEventId, reportOutcome } from './outcome-body.ts';

/** Takes a sale or refund back. */
export function CancelLine({ call, event, onDone }: { call: string; event: string; onDone: () => void }) {
  const { api } = useSession();
  const body = () => ({ eventId: newEventId(), revenue: { kind: 'cancel', cancels: event } });
  const { run, busy, error } = useAction(() => reportOutcome(api, call, body()), onDone);
  return (
    <span>
      <button type="button" class="link" disabled={busy} onClick={run} aria-label={`Cancel ${event}`}>
        Cancel
      </button>
      <ErrorMessage error={error} inline />
    </span>
  );
}
