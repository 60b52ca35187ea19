import { useCallback } from 'preact/hooks';
import { ErrorMessage } from '../requests/error-message.tsx';
import { type Polled, usePolled } from '../requests/use-polled.ts';
import { DialForm } from './dial-form.tsx';
import { localSoftphone } from './local-softphone.ts';
import { PhoneCall } from './phone-call.tsx';
import { type SoftphoneCall, worthShowing } from './softphone-call.ts';

/** A phone to try everything with: what it does reaches the product just as the calls of a carrier do. */
export function Softphone() {
  const { reading, calls } = useSoftphone();
  return (
    <aside class="card softphone" aria-labelledby="softphone">
      <h3 id="softphone">Softphone</h3>
      {calls.length > 0 && (
        <ul class="plain phone-calls">
          {calls.map((call) => (
            <PhoneCall key={call.id} call={call} onChange={reading.refresh} />
          ))}
        </ul>
      )}
      <ErrorMessage error={reading.error?.message} />
      <DialForm onChange={reading.refresh} />
    </aside>
  );
}

const refreshMs = 1500;

/** Calls that go on, or else the last one. */
export function useSoftphone(): { readonly reading: Polled<unknown>; readonly calls: readonly SoftphoneCall[] } {
  const read = useCallback(() => localSoftphone.list(), []);
  const reading = usePolled(read, refreshMs);
  return { reading, calls: worthShowing(reading.value ?? []) };
}
