import type { DeliveryAnswer } from '../../../../lambdas/journal/call-detail-answer.ts';
import { ErrorMessage } from '../../requests/error-message.tsx';
import { useAction } from '../../requests/use-action.ts';
import { useSession } from '../../session/session.ts';

/** Sends a delivery again that was given up. */
export function Redrive({ call, delivery, onDone }: { call: string; delivery: DeliveryAnswer; onDone: () => void }) {
  const { api } = useSession();
  const path = `/v1/calls/${encodeURIComponent(call)}/deliveries/${encodeURIComponent(delivery.id)}/redrive`;
  const { run, busy, error } = useAction(() => api.post(path), onDone);
  return (
    <span class="redrive">
      <button type="button" class="quiet" disabled={busy} onClick={run} aria-label={`Redrive ${delivery.destination}`}>
        {busy ? 'Asking…' : 'Redrive'}
      </button>
      <ErrorMessage error={error} inline />
    </span>
  );
}
