import type { Explanation, FieldExplanation } from './explain-conditions.ts';
import { roundedFact, type ToldFact, type Verdict } from './fact.ts';

const marks: Readonly<Record<Verdict, string>> = { fits: 'yes', 'does-not-fit': 'no', unknown: '?' };
const groups = { all: 'all of', any: 'any of', not: 'not all of' } as const;

/** An explanation as a tree, a line for each condition: whether it fits, what the call is, and what was wanted. */
export function treeText(explanation: Explanation, depth = 0): string[] {
  const line = (text: string) => `${marks[explanation.verdict].padEnd(5)}${'  '.repeat(depth)}${text}`;
  if ('field' in explanation) return [line(fieldText(explanation))];
  const { group, conditions } = explanation;
  const inner = conditions.flatMap((one) => treeText(one, depth + 1));
  return conditions.length === 0 ? [line('no conditions: every call')] : [line(groups[group]), ...inner];
}

function fieldText({ field, wanted, asked, actual }: FieldExplanation): string {
  const is = actual === undefined ? 'is not known' : actual === null ? 'is none' : `is ${factText(actual)}`;
  return `${field} ${is}; wanted ${asked ?? wantedText(wanted)}`;
}

function factText(fact: ToldFact): string {
  if (typeof fact !== 'object') return String(typeof fact === 'number' ? roundedFact(fact) : fact);
  return 'amount' in fact ? `${fact.amount} ${fact.currency}` : fact.join(', ');
}

const bounds = { gte: 'at least', gt: 'more than', lte: 'at most', lt: 'less than' } as const;

function wantedText(wanted: unknown): string {
  if (typeof wanted !== 'object' || wanted === null) return String(wanted);
  if (Array.isArray(wanted)) return wanted.join(' or ');
  return Object.entries(bounds)
    .flatMap(([name, words]) => {
      const bound = Object.entries(wanted).find(([key]) => key === name)?.[1];
      return bound === undefined ? [] : [`${words} ${String(bound)}`];
    })
    .join(' and ');
}
