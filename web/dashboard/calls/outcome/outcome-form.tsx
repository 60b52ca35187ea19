import { useState } from 'preact/hooks';
import { ErrorMessage } from '../../requests/error-message.tsx';
import { useAction } from '../../requests/use-action.ts';
import { useSession } from '../../session/session.ts';
import { newEventId, type OutcomeDraft, outcomeBody, reportOutcome } from './outcome-body.ts';

const empty = { outcome: '', amount: '', code: '' };
const kinds = [
  ['sale', 'Sale'],
  ['refund', 'Refund'],
  ['outcome', 'Outcome'],
] as const;

/** Reports of a call by hand what a CRM or shop would report. */
export function OutcomeForm({ call, onChange }: { call: string; onChange: () => void }) {
  const { api, site } = useSession();
  // Calls to numbers in no pool have no currency, so there is no money to report of them.
  const offered = site.currency === '' ? kinds.slice(-1) : kinds;
  const [draft, setDraft] = useState<OutcomeDraft>({ ...empty, kind: site.currency === '' ? 'outcome' : 'sale' });
  const [done, setDone] = useState(false);
  const send = async () => {
    setDone(false);
    const made = outcomeBody(draft, site.currency, newEventId());
    if ('missing' in made) throw new Error(made.missing);
    await reportOutcome(api, call, made.body);
  };
  const { run, busy, error } = useAction(send, () => {
    setDraft({ ...empty, kind: draft.kind });
    setDone(true);
    onChange();
  });
  return (
    <form
      class="outcome"
      aria-label="Report of this call"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <fieldset class="segments">
        <legend class="unseen">Kind</legend>
        {offered.map(([kind, words]) => (
          <label key={kind}>
            <input
              type="radio"
              name="kind"
              checked={draft.kind === kind}
              onChange={() => setDraft({ ...draft, kind })}
            />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
      {draft.kind !== 'outcome' && (
        <label class="field short">
          Amount in {site.currency}
          <input
            inputMode="decimal"
            autocomplete="off"
            placeholder="129.50"
            value={draft.amount}
            onInput={(event) => setDraft({ ...draft, amount: event.currentTarget.value })}
          />
        </label>
      )}
      <label class="field">
        {draft.kind === 'outcome' ? 'Outcome' : 'Outcome, if you like'}
        {site.outcomes === undefined ? (
          <input
            autocomplete="off"
            placeholder="won"
            maxLength={100}
            value={draft.outcome}
            onInput={(event) => setDraft({ ...draft, outcome: event.currentTarget.value })}
          />
        ) : (
          <select
            value={draft.outcome}
            onChange={(event) => setDraft({ ...draft, outcome: event.currentTarget.value })}
          >
            <option value="" />
            {site.outcomes.map(({ outcome, label }) => (
              <option key={outcome} value={outcome}>
                {label ?? outcome}
              </option>
            ))}
          </select>
        )}
      </label>
      <label class="field short">
        Phone code, if the caller says one
        <input
          inputMode="numeric"
          autocomplete="off"
          placeholder="481 03 95"
          maxLength={20}
          value={draft.code}
          onInput={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
        />
      </label>
      <button type="submit" disabled={busy}>
        {busy ? 'Reporting…' : 'Report'}
      </button>
      <p class="said" role="status">
        {done && 'Taken down.'}
      </p>
      <ErrorMessage error={error} />
    </form>
  );
}
