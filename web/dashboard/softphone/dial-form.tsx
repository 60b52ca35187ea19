import { useCallback, useState } from 'preact/hooks';
import { readOverview } from '../pools/overview.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { useAction } from '../requests/use-action.ts';
import { usePolled } from '../requests/use-polled.ts';
import { useSession } from '../session/session.ts';
import { Choice } from './choice.tsx';
import { localSoftphone } from './local-softphone.ts';
import { numbersToDial } from './numbers-to-dial.ts';

/** People to try out calls with; their numbers are from the ranges that are kept for fiction. */
export const callers = [
  { name: 'Ada', number: '+12125550123' },
  { name: 'Ben', number: '+13105550142' },
  { name: 'Chloe', number: '+14155550168' },
  { name: 'Dara', number: '+442079460321' },
  { name: 'Emil', number: '+493023125045' },
] as const;

/** Visitors come and go while one looks for a number. */
const refreshMs = 5000;
const withheld = 'withheld';
const people = [
  { name: 'Callers', choices: callers.map(({ name, number }) => ({ number, words: `${name}, ${number}` })) },
  { name: 'Hidden', choices: [{ number: withheld, words: 'Number withheld' }] },
];

/** Which number is called, and by whom. */
export function DialForm({ onChange }: { onChange: () => void }) {
  const { api, site } = useSession();
  const read = useCallback(() => readOverview(api.get, Date.now, site.id), [api, site.id]);
  const { value: overview } = usePolled(read, refreshMs);
  const { value: carriers = [] } = usePolled(localSoftphone.carriers, refreshMs);
  const [carrier, setCarrier] = useState('');
  const played = carriers.find(({ account = '' }) => account === carrier) ?? carriers[0];
  const numbers = overview ? numbersToDial(overview) : [];
  const [chosen, setNumber] = useState<string>();
  const [caller, setCaller] = useState<string>(callers[0].number);
  const number = chosen ?? numbers[0]?.choices[0]?.number ?? '';
  const { run, busy, error } = useAction(
    () => localSoftphone.dial(number, caller === withheld ? null : caller, played?.account),
    onChange,
  );
  return (
    <form
      class="dial"
      aria-label="Dial"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Choice label="Number" groups={numbers} value={number} onChange={setNumber} />
      <Choice label="Caller" groups={people} value={caller} onChange={setCaller} />
      {carriers.length > 1 && (
        <label class="field">
          Carrier
          <select value={played?.account ?? ''} onChange={(event) => setCarrier(event.currentTarget.value)}>
            {carriers.map(({ account = '', words }) => (
              <option key={account} value={account}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" class="dial-button" disabled={busy || number.trim() === ''}>
        {busy ? 'Dialling…' : 'Dial'}
      </button>
      <ErrorMessage error={error} />
    </form>
  );
}
