import { stringify } from 'csv-stringify/sync';
import { withoutInvisible } from '../platform/http/invisible-text.ts';
import type { FiledCall, MoneyAnswer } from './call-answer.ts';

type Cell = string | number | boolean | null | undefined;

/** Columns in their order; a name is never changed, new ones come last. */
const columns: readonly (readonly [name: string, cell: (item: FiledCall) => Cell])[] = [
  ['call', ({ call }) => call.id],
  ['site', ({ call }) => call.site],
  ['started_at', ({ call }) => call.startedAt],
  ['answered_at', ({ call }) => call.answeredAt],
  ['ended_at', ({ call }) => call.endedAt],
  ['status', ({ call }) => call.status],
  ['final', ({ call }) => call.final],
  ['direction', ({ call }) => call.direction],
  ['caller', ({ call }) => (call.caller === null ? 'withheld' : call.caller)],
  ['tracked_number', ({ call }) => call.trackedNumber],
  ['wait_seconds', ({ call }) => call.waitSeconds],
  ['talk_seconds', ({ call }) => call.talkSeconds],
  ['agent', ({ call }) => call.agent],
  ['queue', ({ call }) => call.queue],
  ['source', ({ match }) => match.source],
  ['medium', ({ match }) => match.medium],
  ['campaign', ({ match }) => match.campaign],
  ['keyword', ({ match }) => match.visit?.keyword],
  ['landing_page', ({ match }) => match.visit?.landingPage],
  ['match_method', ({ match }) => match.method],
  ['match_confidence', ({ match }) => match.confidence],
  ['match_reason', ({ match }) => match.reason],
  ['visitor', ({ match }) => match.visit?.visitor],
  ['first_time_caller', ({ match }) => match.firstTimeCaller],
  ['click_ids', ({ match }) => pairs(match.visit?.clickIds)],
  ['conversions', ({ conversions }) => conversions],
  ['conversion_values', ({ values }) => values.map(moneyText).join('; ')],
  ['revenue', ({ revenue }) => revenue?.amount],
  ['currency', ({ revenue }) => revenue?.currency],
  ['outcome', ({ outcome }) => outcome],
  ['tags', ({ tags }) => tags.join('; ')],
  ['rules', ({ rules = [] }) => rules.map(({ id, version }) => `${id} ${version}`).join('; ')],
  ['qualified', ({ qualified }) => qualified.verdict],
  ['qualified_reason', ({ qualified }) => qualified.reason],
  ['score', ({ score }) => score?.points],
  ['mark', ({ call }) => call.mark],
  ['answered_by', ({ call }) => call.answeredBy],
  ['categories', ({ call }) => call.conversation?.categories.join('; ')],
  ['phrases', ({ phrases = [] }) => phrases.join('; ')],
  ['caller_sentiment', ({ call }) => call.conversation?.sentiment?.customer],
  ['agent_sentiment', ({ call }) => call.conversation?.sentiment?.agent],
  ['summary', ({ call }) => call.conversation?.summary],
  ['route', ({ call }) => call.route?.name],
  ['route_action', ({ call }) => call.route?.action],
  ['route_to', ({ call }) => call.route?.queue ?? call.route?.phones?.join('; ')],
  ['route_reason', ({ call }) => call.route?.reason],
  ['spam_score', ({ call }) => call.spam?.score],
  ['spam_reasons', ({ call }) => call.spam?.reasons.join(' ')],
  ['repeat_caller', ({ call }) => call.repeat?.site],
  ['repeat_on_number', ({ call }) => call.repeat?.number],
  ['caller_list', ({ call }) => call.callerList],
  ['keys', ({ call }) => call.keys?.join('; ')],
  ['recording_consent', ({ call }) => call.recordingConsent],
  ['agent_line_quality', ({ call }) => call.quality?.agentScore],
  ['caller_line_quality', ({ call }) => call.quality?.customerScore],
  ['linked_visits', ({ match }) => match.linkedVisits.map(({ id }) => id).join('; ')],
  ['linked_sources', ({ match }) => match.linkedVisits.map(sourceOf).join('; ')],
  ['recipient', ({ match }) => match.recipient?.id],
  ['recipient_campaign', ({ match }) => match.recipient?.campaign],
  ['recipient_creative', ({ match }) => match.recipient?.creative],
];

/** The line of names. */
export const csvHeader: string = lineOf(columns.map(([name]) => name));

/** A call as a line for spreadsheets: RFC 4180, line break included. */
export function csvLine(item: FiledCall): string {
  return lineOf(columns.map(([, cell]) => harmless(cell(item))));
}

function lineOf(cells: readonly Cell[]): string {
  return stringify([[...cells]], {
    record_delimiter: 'windows',
    // Of itself the library quotes a cell for both characters of a line break together; readers break lines at each.
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  });
}

/** Spreadsheets take a text that begins like this for a formula, and would run what a visitor wrote into an address. */
const formula = /^\s*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;
const phoneNumber = /^\+\d{1,15}$/;

function harmless(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  const text = withoutInvisible(cell);
  return formula.test(text) && !phoneNumber.test(text) ? `'${text}` : text;
}

function sourceOf({ source, medium }: { readonly source: string; readonly medium: string }): string {
  return `${source} / ${medium}`;
}

function pairs(texts: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(texts ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

function moneyText({ amount, currency }: MoneyAnswer): string {
  return `${amount} ${currency}`;
}
