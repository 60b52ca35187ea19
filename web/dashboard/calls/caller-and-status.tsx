import type { CallAnswer, ListedCall } from '../../../lambdas/journal/call-answer.ts';
import { sayNumber } from '../format/say-number.ts';
import { Nothing } from '../requests/nothing.tsx';

export function CallerName({ caller }: Pick<CallAnswer, 'caller'>) {
  if (caller === undefined) return <Nothing />;
  if (caller === null) return <span class="nothing">withheld</span>;
  return <>{sayNumber(caller)}</>;
}

/** The state of a call; one that is under way draws the eye. */
export function StatusPill({ status }: { status: string }) {
  return <span class={`state status-${status}`}>{status}</span>;
}

/** Why a call counts nowhere; of one that does, nothing. */
export function MarkTag({ mark }: Pick<CallAnswer, 'mark'>) {
  if (mark === undefined) return null;
  return (
    <span class="tag" title="marked: it counts nowhere">
      {mark}
    </span>
  );
}

/** What the site's conditions make of a call; where they say nothing, neither does this. The reason is told where there is room for it. */
export function QualifiedTag({ qualified: { verdict, reason } }: Pick<ListedCall, 'qualified'>) {
  if (verdict === 'unknown') return null;
  return (
    <span class={`tag ${verdict}`} title={reason}>
      {verdict}
    </span>
  );
}
