import { phrasesSaid, type Said, type Speaker } from '../../calls/conversation/said.ts';
import { wordFields } from './conditions/conversation-conditions.ts';
import { conditionsAsked } from './conditions-asked.ts';
import type { Rule } from './rule.ts';

/** So many stand in the log at a call. */
const mostPhrases = 20;

const speakers: Readonly<Record<(typeof wordFields)[number], Speaker>> = {
  said: 'anybody',
  saidByCaller: 'customer',
  saidByAgent: 'agent',
};

/** Which of the phrases that rules ask for, wherever in their conditions, were said in a call; in order. */
export function phrasesFound(rules: readonly Pick<Rule, 'when'>[], said: Said | undefined): string[] {
  if (said === undefined) return [];
  const asked = rules.flatMap(({ when }) => conditionsAsked({ at: 'when', when }));
  const found = wordFields.flatMap((field) => {
    const phrases = asked.flatMap(({ fields }) => fields[field] ?? []).flat();
    return phrasesSaid([...new Set(phrases)], said, speakers[field]);
  });
  return [...new Set(found)].sort().slice(0, mostPhrases);
}
