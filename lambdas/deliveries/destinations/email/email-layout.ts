import { durationInWords } from '../../../calls/match/duration-in-words.ts';
import { escapedHtml, oneLine } from '../../../platform/http/invisible-text.ts';
import type { BuildInput, Email } from '../destination.ts';

/** What a mail is made of: an opening sentence, then facts by their names. */
export interface MailParts {
  readonly subject: string;
  readonly opening: string;
  readonly rows: readonly MailRow[];
  /** Where people can say what came of the call. */
  readonly outcomeUrl: string | undefined;
}

/** A fact with its name; one that is not known is left out. */
export type MailRow = readonly [label: string, value: string | undefined];

/** Of what a mail about a call is made. */
export type MailedCall = Pick<BuildInput<unknown, unknown>, 'call' | 'match' | 'site'>;

/** A word of a stranger may be longer than the mail is wide, and of another direction. */
const valueStyle = 'padding: 4px 0; overflow-wrap: anywhere; word-break: break-word; unicode-bidi: isolate';
const labelStyle =
  'text-align: left; font-weight: normal; color: #5c5c5c; padding: 4px 24px 4px 0; vertical-align: top; white-space: nowrap';
const linkStyle =
  'display: inline-block; padding: 10px 18px; border-radius: 8px; background: #2456d6; color: #ffffff; text-decoration: none';
const outcomeQuestion = 'Say what came of it: won, lost, and for how much';

/** The same mail as HTML and as text, readable at a glance. */
export function layOut({
  subject,
  opening,
  rows: all,
  outcomeUrl,
}: MailParts): Pick<Email, 'subject' | 'html' | 'text'> {
  const rows = all.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]));
  const width = Math.max(...rows.map(([label]) => label.length));
  const line = oneLine(subject);
  return {
    subject: line,
    text: [
      opening,
      '',
      ...rows.map(([label, value]) => `${`${label}:`.padEnd(width + 2)}${oneLine(value)}`),
      ...(outcomeUrl === undefined ? [] : ['', `${outcomeQuestion}:`, outcomeUrl]),
      '',
    ].join('\n'),
    html: [
      '<!doctype html>',
      `<html lang="en"><head><meta charset="utf-8"><title>${escapedHtml(line)}</title></head>`,
      '<body style="font: 16px/1.5 sans-serif; color: #1b1b1b; margin: 24px">',
      `<p style="font-size: 18px; overflow-wrap: anywhere">${escapedHtml(opening)}</p>`,
      '<table style="border-collapse: collapse">',
      ...rows.map(
        ([label, value]) =>
          `<tr><th style="${labelStyle}">${escapedHtml(label)}</th><td style="${valueStyle}">${escapedHtml(value)}</td></tr>`,
      ),
      '</table>',
      ...(outcomeUrl === undefined
        ? []
        : [`<p><a href="${escapedHtml(outcomeUrl)}" style="${linkStyle}">${outcomeQuestion}</a></p>`]),
      '</body></html>',
      '',
    ].join('\n'),
  };
}

/** Who called when, for how long, and from where as far as is known, with how sure that is. */
export function callRows({ call, match, site }: MailedCall): MailRow[] {
  const { visit } = match;
  return [
    ['Caller', callerOf({ call })],
    ['When', whenOf({ call, site })],
    ['Number called', call.trackedNumber],
    ['Talked', call.talkSeconds === undefined ? undefined : durationInWords(call.talkSeconds * 1000)],
    ['Waited', call.waitSeconds === undefined ? undefined : durationInWords(call.waitSeconds * 1000)],
    ['Came from', `${match.source} / ${match.medium}`],
    ['Campaign', visit?.campaign ?? match.campaign],
    ['Recipient of the mail', match.recipient?.id],
    ['Keyword', visit?.keyword],
    ['Landing page', visit?.landingPage],
    ['Why we think so', match.reason],
    ['How sure', match.method === 'none' ? undefined : `${Math.round(match.confidence * 100)} %`],
  ];
}

/** The number of the caller, or that it is withheld. */
export function callerOf({ call }: Pick<MailedCall, 'call'>): string {
  return call.caller?.kind === 'number' ? call.caller.number : 'a withheld number';
}

function whenOf({ call, site }: Pick<MailedCall, 'call' | 'site'>): string {
  const format = { dateStyle: 'full', timeStyle: 'long', timeZone: site.timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(call.startedAt);
}
