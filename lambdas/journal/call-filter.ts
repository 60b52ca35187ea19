import * as z from 'zod';
import { callStatus } from '../calls/call.ts';
import type { StoredCall } from '../calls/call-item.ts';
import { callMark } from '../calls/mark.ts';
import { notJudged, qualifiedVerdict } from '../calls/qualified.ts';
import { foldCase } from '../conditions/fold-case.ts';
import { tagsOf } from './call-response.ts';

const commaSeparated = (text: string) => text.split(',').map((one) => one.trim());

/** Which calls are asked for, all of it together. */
export const callFilter = z.object({
  status: z
    .string()
    .transform(commaSeparated)
    .pipe(z.array(z.enum(callStatus.options)))
    .optional()
    .describe('One status, or several with commas between them.'),
  source: z.string().max(100).optional().describe('The source of the match, like google.'),
  qualified: z
    .string()
    .transform(commaSeparated)
    .pipe(z.array(qualifiedVerdict))
    .optional()
    .describe('One verdict of the site’s conditions, or several with commas between them.'),
  tag: z
    .string()
    .max(200)
    .transform(commaSeparated)
    .pipe(z.array(z.string().min(1)))
    .optional()
    .describe('One tag, or several with commas between them: calls that have any of them. Capitals do not matter.'),
  marked: z
    .enum(['hide', 'show', 'only', ...callMark.options])
    .default('hide')
    .describe(
      'Calls that are marked, and count nowhere: `hide` leaves them out, `show` lists them among the others, `only` lists nothing else; `test`, `canary` and `staff` list those of one kind.',
    ),
  q: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Text in a number, campaign, recipient, keyword, page, click id, agent, queue, outcome or tag of the call.',
    ),
});
export type CallFilter = Readonly<z.infer<typeof callFilter>>;

/** Whether a call is one of those asked for. */
export function callFilterOf({
  status,
  source,
  qualified,
  tag,
  marked,
  q = '',
}: CallFilter): (call: StoredCall) => boolean {
  const text = foldCase(q.trim());
  // Numbers are written in many ways: with spaces, brackets, hyphens.
  const digits = /^[\d\s()./+-]+$/.test(text) ? text.replace(/\D/g, '') : '';
  return (call) =>
    (status === undefined || status.includes(call.status)) &&
    (source === undefined || source === '' || call.match.source === source) &&
    (tag === undefined || hasTag(call, tag)) &&
    isShown(call, marked) &&
    (qualified === undefined || qualified.includes((call.qualified ?? notJudged).verdict)) &&
    (text === '' || textsOf(call).some((one) => foldCase(one).includes(text)) || hasDigits(call, digits));
}

function isShown({ mark }: StoredCall, marked: CallFilter['marked']): boolean {
  switch (marked) {
    case 'hide':
      return mark === undefined;
    case 'show':
      return true;
    case 'only':
      return mark !== undefined;
    default:
      return mark === marked;
  }
}

function textsOf({ id, trackedNumber, caller, agent, queue, match, sums }: StoredCall): string[] {
  const { visit } = match;
  const texts = [
    id,
    trackedNumber,
    caller?.kind === 'number' ? caller.number : undefined,
    agent,
    queue,
    match.pool,
    match.source,
    match.medium,
    match.campaign,
    match.recipient?.id,
    match.recipient?.creative,
    visit?.keyword,
    visit?.content,
    visit?.landingPage,
    visit?.referrer,
    visit?.visitor,
    ...Object.values(visit?.clickIds ?? {}),
    sums?.outcome,
    ...(sums === undefined ? [] : tagsOf(sums)),
  ];
  return texts.filter((one) => one !== undefined);
}

function hasTag({ sums }: StoredCall, wanted: readonly string[]): boolean {
  const tags = new Set(sums === undefined ? [] : tagsOf(sums).map(foldCase));
  return wanted.some((tag) => tags.has(foldCase(tag)));
}

/** A national number is found by its digits, with or without the 0 in front. */
function hasDigits({ trackedNumber, caller }: StoredCall, digits: string): boolean {
  const wanted = digits.replace(/^0+/, '');
  if (wanted === '') return false;
  return [trackedNumber, caller?.kind === 'number' ? caller.number : undefined].some((number) =>
    number?.replace(/\D/g, '').includes(wanted),
  );
}
