import { useEffect, useState } from 'preact/hooks';
import { callStatus } from '../../../lambdas/calls/call.ts';
import { qualifiedVerdict } from '../../../lambdas/calls/qualified.ts';
import { DayFields, DayRanges, type Days } from './day-range.tsx';
import { type JournalFilters, journalHref, markedChoices } from './journal-filters.ts';

interface FilterBarProps {
  readonly filters: JournalFilters;
  /** Those that calls came from in these days. */
  readonly sources: readonly string[];
  readonly timeZone: string;
}

/** Long enough to type on, short enough to seem at once, ms. */
const typingPause = 350;

/** What the journal shows. Filters are kept in the address: it can be passed on, and "back" goes back. */
export function FilterBar({ filters, sources, timeZone }: FilterBarProps) {
  const change = (changed: Partial<JournalFilters>) => {
    location.hash = journalHref({ ...filters, ...changed });
  };
  const days = { days: filters, hrefOf: (chosen: Days) => journalHref({ ...filters, ...chosen }) };
  const options = [...new Set([...sources, filters.source])].filter((source) => source !== '').sort();
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <DayRanges {...days} timeZone={timeZone} />
      <DayFields {...days} />
      <Choice name="Source" value={filters.source} options={options} onChange={(source) => change({ source })} />
      <Choice
        name="Status"
        value={filters.status}
        options={callStatus.options}
        onChange={(status) => change({ status })}
      />
      <Choice
        name="Qualified"
        value={filters.qualified}
        options={qualifiedVerdict.options}
        onChange={(qualified) => change({ qualified })}
      />
      <Choice
        name="Marked"
        all="Hide"
        value={filters.marked}
        options={markedChoices}
        onChange={(marked) => change({ marked })}
      />
      <TextFilter
        name="Text"
        hint="Caller, number, campaign, …"
        text={filters.text}
        onText={(text) => change({ text })}
      />
      <TextFilter name="Tag" hint="spares" text={filters.tag} onText={(tag) => change({ tag })} />
      <TextFilter name="Said" hint="credit card" text={filters.said} onText={(said) => change({ said })} />
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  /** What is said of the empty value. */
  readonly all?: string;
  /** Empty: all. */
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ name, all = 'All', value, options, onChange }: ChoiceProps) {
  return (
    <label class="field">
      {name}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

interface TextFilterProps {
  readonly name: string;
  /** What may stand in it. */
  readonly hint: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function TextFilter({ name, hint, text, onText }: TextFilterProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return undefined;
    const timer = setTimeout(() => onText(typed), typingPause);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label class="field text">
      {name}
      <input type="search" placeholder={hint} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
    </label>
  );
}
