import { useState } from 'preact/hooks';
import type { NumberGroup } from './numbers-to-dial.ts';

interface ChoiceProps {
  readonly label: string;
  readonly groups: readonly NumberGroup[];
  readonly value: string;
  readonly onChange: (number: string) => void;
}

const another = 'another';

/** One of the numbers that are offered, or another one that is typed. */
export function Choice({ label, groups, value, onChange }: ChoiceProps) {
  const [typing, setTyping] = useState(false);
  const offered = groups.some(({ choices }) => choices.some(({ number }) => number === value));
  const choose = (next: string) => {
    setTyping(next === another);
    onChange(next === another ? '' : next);
  };
  return (
    <>
      <label class="field">
        {label}
        <select value={typing ? another : value} onChange={(event) => choose(event.currentTarget.value)}>
          {groups.map(({ name, choices }) => (
            <optgroup key={name} label={name}>
              {choices.map(({ number, words }) => (
                <option key={number} value={number}>
                  {words}
                </option>
              ))}
            </optgroup>
          ))}
          {!typing && !offered && value !== '' && <option value={value}>{value}</option>}
          <option value={another}>Another number…</option>
        </select>
      </label>
      {typing && (
        <label class="field">
          <span class="unseen">{label}, typed</span>
          <input
            type="tel"
            autocomplete="off"
            placeholder="+12025550123"
            required
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        </label>
      )}
    </>
  );
}
