import { useState } from 'preact/hooks';
import { ErrorMessage } from '../error-message.tsx';
import { useSession } from '../session.ts';
import { useAction } from '../use-action.ts';

/** Saves the calls that are chosen as a file. The key travels in a header, so a plain link would not do. */
export function CsvButton({ query, fileName }: { query: URLSearchParams; fileName: string }) {
  const { api } = useSession();
  const [note, setNote] = useState<string>();
  const { run, busy, error } = useAction(
    () => api.file(`/v1/calls.csv?${query}`),
    (file) => {
      save(file.content, fileName);
      setNote(file.note);
    },
  );
  return (
    <>
      <span class="soft" role="status">
        {note !== undefined && `In the file: ${note}.`}
      </span>
      <button type="button" class="quiet" disabled={busy} onClick={run}>
        {busy ? 'Preparing…' : 'Download CSV'}
      </button>
      <ErrorMessage error={error} inline />
    </>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has not opened it yet when `click` returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
