import { useState } from 'preact/hooks';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useAction } from '../requests/use-action.ts';
import { useSession } from '../session/session.ts';
import { wholeFile } from './whole-file.ts';

/** Saves the calls that are chosen as a file, however many. The key travels in a header, so a plain link would not do. */
export function CsvButton({ query, fileName }: { query: URLSearchParams; fileName: string }) {
  const { api } = useSession();
  const [bytes, setBytes] = useState(0);
  const { run, busy, error } = useAction(
    () => wholeFile(api, `/v1/calls.csv?${query}`, setBytes),
    (file) => save(file, fileName),
  );
  const start = () => {
    setBytes(0);
    run();
  };
  return (
    <>
      <span class="soft" role="status">
        {busy && bytes > 0 && `${(bytes / 1e6).toFixed(1)} MB so far`}
      </span>
      <button type="button" class="quiet" disabled={busy} onClick={start}>
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
