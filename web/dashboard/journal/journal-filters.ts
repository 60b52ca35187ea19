import { callStatus } from '../../../lambdas/calls/call.ts';
import { callMark } from '../../../lambdas/calls/mark.ts';
import { qualifiedVerdict } from '../../../lambdas/calls/qualified.ts';
import { addDays, type Day, dayOf, isDay } from '../format/site-day.ts';

/** Which calls the journal shows. Texts are empty where they do not matter. */
export interface JournalFilters {
  readonly from: Day;
  readonly to: Day;
  readonly source: string;
  readonly status: string;
  /** What the site's conditions make of them. */
  readonly qualified: string;
  /** Calls that count nowhere: empty leaves them out. */
  readonly marked: string;
  readonly text: string;
  /** One of their tags, or several with commas between them. */
  readonly tag: string;
  /** Words that were said in them. */
  readonly said: string;
}

/** Ranges of days that people ask for, by how many days before today they begin and end. */
export const ranges = [
  ['Today', 0, 0],
  ['Yesterday', -1, -1],
  ['7 days', -6, 0],
  ['30 days', -29, 0],
  ['90 days', -89, 0],
] as const;

/** What can be asked for of marked calls, besides leaving them out. */
export const markedChoices = ['show', 'only', ...callMark.options] as const;

/** From the page's address; the last 7 days of the site where it says nothing, and nothing where it says nonsense. */
export function readFilters(query: URLSearchParams, now: number, timeZone: string): JournalFilters {
  const today = dayOf(now, timeZone);
  const day = (name: string) => [query.get(name) ?? ''].find(isDay);
  const [from = addDays(day('to') ?? today, -6), to = today] = [day('from'), day('to')];
  return {
    from: from <= to ? from : to,
    to: from <= to ? to : from,
    source: query.get('source') ?? '',
    status: callStatus.options.find((one) => one === query.get('status')) ?? '',
    qualified: qualifiedVerdict.options.find((one) => one === query.get('qualified')) ?? '',
    marked: markedChoices.find((one) => one === query.get('marked')) ?? '',
    text: query.get('q') ?? '',
    tag: query.get('tag') ?? '',
    said: query.get('said') ?? '',
  };
}

/** The query of `GET /v1/calls`, and of the page's own address. */
export function filterQuery({
  from,
  to,
  source,
  status,
  qualified,
  marked,
  text,
  tag,
  said,
}: JournalFilters): URLSearchParams {
  const query = new URLSearchParams({ from, to });
  if (source !== '') query.set('source', source);
  if (status !== '') query.set('status', status);
  if (qualified !== '') query.set('qualified', qualified);
  if (marked !== '') query.set('marked', marked);
  if (text.trim() !== '') query.set('q', text.trim());
  // Between commas that are being typed there may be nothing yet.
  const tags = tag.split(',').filter((one) => one.trim() !== '');
  if (tags.length > 0) query.set('tag', tags.map((one) => one.trim()).join(','));
  if (/[\p{L}\p{N}]/u.test(said)) query.set('said', said.trim());
  return query;
}

/** Where the journal is shown with these filters. */
export function journalHref(filters: JournalFilters): string {
  return `#/journal?${filterQuery(filters)}`;
}
