import { type ChoiceFacts, type ConditionField, misfits } from './evaluate-condition.ts';
import type { PoolCondition } from './pool-condition.ts';

const names: Readonly<Partial<Record<string, string>>> = { clickId: 'click id', landingPage: 'landing page' };

/** A condition as people say it: `medium cpc and country US`. */
export function inWords(condition: PoolCondition): string {
  return Object.entries(condition)
    .map(([field, wanted]) => (wanted === true ? field : `${names[field] ?? field} ${wanted}`))
    .join(' and ');
}

/** Why a condition does not hold, field by field: `medium is organic, not cpc`. Empty when it holds. */
export function whyNot(condition: PoolCondition, facts: ChoiceFacts): string {
  return misfits(condition, facts)
    .map((field) => misfitInWords(field, condition, facts))
    .join('; ');
}

function misfitInWords(field: ConditionField, condition: PoolCondition, facts: ChoiceFacts): string {
  if (field === 'robot') return 'this is no robot';
  const wanted = condition[field];
  if (field === 'channel') return `${facts.source} / ${facts.medium} is not of the channel ${wanted}`;
  const name = names[field] ?? field;
  const told = field === 'clickId' ? Object.keys(facts.clickIds ?? {}).join(', ') : facts[field];
  return told === undefined || told === '' ? `${name} is unknown, not ${wanted}` : `${name} is ${told}, not ${wanted}`;
}
