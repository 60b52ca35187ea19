import { boundedText } from '../../platform/bounded-text.ts';
import type { Explanation, FieldExplanation, GroupExplanation } from './explain-conditions.ts';
import { roundedFact } from './fact.ts';

/** So many conditions are named: a sentence is not a list. */
const mostNamed = 3;
const longest = 300;

/** A condition that decided, and whether it stands where it must not fit. */
interface Decisive {
  readonly field: FieldExplanation;
  readonly isNegated: boolean;
}

/** The sentence that says by which conditions it was decided. */
export function reasonOf(explained: GroupExplanation): string {
  const decisive = decisiveIn(explained, false);
  const named = decisive.slice(0, mostNamed).map((one) => sayFact(one));
  const more = decisive.length > mostNamed ? `, and ${decisive.length - mostNamed} more` : '';
  const facts = named.join(', ') + more;
  const sentence = {
    fits: decisive.length === 0 ? 'The site asks for nothing more than a call.' : `It fits: ${facts}.`,
    'does-not-fit': decisive.length === 0 ? 'It is a call, and the site asks for none.' : `It does not fit: ${facts}.`,
    unknown: `It cannot be said: ${facts}.`,
  }[explained.verdict];
  return boundedText(sentence, longest) ?? '';
}

/** Those that made a verdict what it is: of alternatives that fit, the first is enough. */
function decisiveIn(explained: Explanation, isNegated: boolean): Decisive[] {
  if ('field' in explained) return [{ field: explained, isNegated }];
  const { group, verdict, conditions } = explained;
  const isNot = group === 'not';
  const inner = isNot ? opposite[verdict] : verdict;
  const deciding = conditions.filter((one) => one.verdict === inner);
  const enough = group === 'any' && inner === 'fits' ? deciding.slice(0, 1) : deciding;
  return enough.flatMap((one) => decisiveIn(one, isNot ? !isNegated : isNegated));
}

const opposite = { fits: 'does-not-fit', 'does-not-fit': 'fits', unknown: 'unknown' } as const;

function sayFact({ field: { field, wanted, asked: inWords, actual, verdict }, isNegated }: Decisive): string {
  const name = words(field);
  const asked = `${isNegated ? 'anything but ' : ''}${inWords ?? sayWanted(wanted)}`;
  if (verdict === 'unknown') return `nobody knows ${name} (asked for: ${asked})`;
  const said = `${name} is ${actual === null || actual === undefined ? 'none' : sayValue(actual)}`;
  const isAsFits = (verdict === 'fits') !== isNegated;
  return isAsFits ? said : `${said} (asked for: ${asked})`;
}

/** `talkSeconds`: "talk seconds". */
function words(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const bounds: readonly (readonly [name: string, words: string])[] = [
  ['gte', 'at least'],
  ['gt', 'more than'],
  ['lte', 'at most'],
  ['lt', 'less than'],
];

function sayWanted(wanted: unknown): string {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return sayValue(wanted);
  const range = new Map(Object.entries(wanted));
  const said = bounds.flatMap(([name, in_]) =>
    range.get(name) === undefined ? [] : [`${in_} ${sayValue(range.get(name))}`],
  );
  return said.join(' and ');
}

function sayValue(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(sayValue).join(' or ');
  if (typeof value === 'object' && value !== null) return Object.values(value).join(' ');
  return String(typeof value === 'number' ? roundedFact(value) : value);
}
