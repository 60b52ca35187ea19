import { ErrorMessage } from '../requests/error-message.tsx';
import { DialForm } from './dial-form.tsx';
import { PhoneCall } from './phone-call.tsx';
import { useSoftphone } from './use-softphone.ts';

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
