import type { ComponentChildren } from 'preact';
import { sayTimeOfDay } from '../format/say-time.ts';
import { useSession } from '../session/session.ts';
import { ErrorMessage, withOutlook } from './error-message.tsx';
import type { Polled } from './use-polled.ts';

/** The heading of a page that is read again and again, with how fresh it is. */
export function PageHead({ reading, children }: { reading: Polled<unknown>; children: ComponentChildren }) {
  const { site } = useSession();
  const { at, error } = reading;
  return (
    <div class="page-head">
      <h2>{children}</h2>
      {at !== undefined && (
        <p class="soft" aria-live="off">
          <span class={error ? 'dot stale' : 'dot'} /> {error ? 'as of' : 'live'}{' '}
          <span title={site.timeZone}>{sayTimeOfDay(at, site.timeZone)}</span>
        </p>
      )}
    </div>
  );
}

/** What went wrong while reading, and what is seen all the same. */
export function ReadingProblem({ reading, what }: { reading: Polled<unknown>; what: string }) {
  const { value, error } = reading;
  if (error === undefined) return value === undefined ? <p class="empty">Reading {what}…</p> : null;
  const outlook = value === undefined ? 'Trying again.' : 'You see what was last known; trying again.';
  return <ErrorMessage error={withOutlook(error, outlook)} />;
}
