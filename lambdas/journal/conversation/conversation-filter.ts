import * as z from 'zod';
import type { StoredCall } from '../../calls/call-item.ts';
import type { Verdict } from '../../calls/conditions/fact.ts';
import { categoryVerdict, phrasesVerdict } from '../../calls/conversation/conversation-verdicts.ts';
import { type Speaker, saidIn } from '../../calls/conversation/said.ts';
import type { Transcript } from '../../calls/conversation/transcript.ts';
import { phraseWords } from '../../calls/conversation/words.ts';

/** Which calls are asked for by what was said in them. */
export const conversationFilter = z.object({
  said: z
    .string()
    .max(200)
    .refine((text) => phraseWords(text).some((word) => word !== '*'), { message: 'must have a word in it' })
    .optional()
    .describe('Words that were said one after the other, in whatever case; `*` stands for any letters of a word.'),
  saidBy: z.enum(['caller', 'agent']).optional().describe('Who said them; anybody if missing.'),
  category: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('A category that the carrier’s analysis gave the call; `*` stands for any characters.'),
});
export type ConversationFilter = Readonly<z.infer<typeof conversationFilter>>;

const speakers: Readonly<Record<NonNullable<ConversationFilter['saidBy']>, Speaker>> = {
  caller: 'customer',
  agent: 'agent',
};

/** Whether it is asked for at all. */
export function asksConversation({ said, category }: ConversationFilter): boolean {
  return said !== undefined || category !== undefined;
}

/** Whether a call fits what is asked of its category; nothing of its words. */
export function askedCategoryVerdict({ category }: ConversationFilter, { conversation }: StoredCall): Verdict {
  return category === undefined ? 'fits' : categoryVerdict(category, conversation);
}

/** Whether a call fits all that is asked. Of one whose words are not kept nobody knows what was said. */
export function conversationVerdict(
  asked: ConversationFilter,
  call: StoredCall,
  transcripts: readonly Transcript[] = [],
): Verdict {
  const byCategory = askedCategoryVerdict(asked, call);
  if (asked.said === undefined || byCategory === 'does-not-fit') return byCategory;
  const by = asked.saidBy === undefined ? 'anybody' : speakers[asked.saidBy];
  const { verdict } = phrasesVerdict(asked.said, saidIn(transcripts), by);
  return verdict === 'fits' ? byCategory : verdict;
}
