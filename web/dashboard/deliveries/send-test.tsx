import { useState } from 'preact/hooks';
import { useAction } from '../requests/use-action.ts';
import { useSession } from '../session/session.ts';
import { type ShownTest, sendTest } from './read-deliveries.ts';

interface SendTestProps {
  readonly destination: string;
  /** How the receiver can be tried out. */
  readonly way: string;
}

const hints: ReadonlyMap<string, string> = new Map([
  ['marked', 'An example conversion is sent, marked as a test: the receiver counts nothing.'],
  ['checked', 'An example conversion is checked by the receiver, which keeps nothing.'],
  ['asked', 'The receiver is asked whether it takes the credentials. It is told nothing.'],
]);

/** Tries a destination out, and says what its receiver answered. Nothing counts. */
export function SendTest({ destination, way }: SendTestProps) {
  const { api } = useSession();
  const [result, setResult] = useState<ShownTest>();
  const test = useAction(() => sendTest(api.post, destination), setResult);
  const failure = test.error ?? (result?.passed === false ? `The test failed: ${result.detail}` : undefined);
  return (
    <>
      <button type="button" class="quiet" title={hints.get(way)} disabled={test.busy} onClick={test.run}>
        {test.busy ? 'Testing…' : 'Send a test'}
      </button>
      {!test.busy && failure !== undefined && (
        <p class="error" role="status">
          {failure}
        </p>
      )}
      {!test.busy && failure === undefined && result !== undefined && (
        <p class="soft" role="status">
          The test passed: {result.detail}
        </p>
      )}
    </>
  );
}
