import { createHash } from 'node:crypto';
import { durationInWords } from '../../calls/match/duration-in-words.ts';
import { amountText, currencyDigits, type Money } from '../../conversions/money.ts';
import { escapedHtml } from '../../platform/http/invisible-text.ts';
import type { OutcomeCategory } from '../../settings/sites/outcomes.ts';

/** A page and the status that it is answered with. */
export interface HtmlPage {
  readonly status: number;
  readonly html: string;
}

const style = `:root{color-scheme:light dark;--ground:#f4f6fa;--card:#fff;--ink:#172033;--soft:#566179;--line:#8590a8;--accent:#2456d6;--on:#fff;--bad:#98191f}
@media(prefers-color-scheme:dark){:root{--ground:#10141d;--card:#191f2b;--ink:#e8ecf5;--soft:#a1abc0;--line:#66728a;--accent:#7ea2ff;--on:#0c1326;--bad:#ffc6c6}}
body{margin:0;padding:24px 16px;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:32rem;margin:auto;padding:24px;background:var(--card);border-radius:12px}
h1{margin:0 0 8px;font-size:22px}p{margin:0 0 16px;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0 0 24px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;unicode-bidi:isolate}label{display:block;margin-bottom:4px}small{color:var(--soft)}
input{box-sizing:border-box;width:100%;min-height:44px;margin:0 0 16px;padding:8px 12px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit}
.choice{display:flex;flex-wrap:wrap;gap:12px}button{flex:1 1 8rem;min-height:44px;padding:8px 16px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit;cursor:pointer}
button:first-child{border-color:var(--accent);background:var(--accent);color:var(--on)}.said{font-weight:600}.wrong{color:var(--bad)}`;

/** The page loads and runs nothing, sends its form to where it came from only, and can be put into no other page's frame. */
export const outcomePagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the page tells of a call, so that whoever opens it knows which one it is. It names nobody. */
export interface AskedCall {
  readonly site: string;
  /** ms */
  readonly startedAt: number;
  readonly timeZone: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string | undefined;
  readonly talkSeconds: number | undefined;
  /** What was said by a link: its amount stands in the field, to be corrected. */
  readonly said: Reported;
  /** What orders, the CRM and others reported: no link corrects that. Sales less refunds. */
  readonly others: Reported;
  /** The site's; a call of no site has no amounts. */
  readonly currency: string | undefined;
  /** What may be said of it; the first stands out. */
  readonly outcomes: readonly OutcomeCategory[];
}

/** An outcome and an amount, as far as they were reported. */
export interface Reported {
  readonly outcome: string | undefined;
  readonly amount: Money | undefined;
}

/** What was wrong with what somebody sent, and the amount that they wrote. */
export interface Refusal {
  readonly refused: string;
  readonly amount: string;
}

/** Asks what came of a call, and says what is known of that. Showing it changes nothing. */
export function outcomePage(call: AskedCall, refusal?: Refusal): HtmlPage {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      'Call',
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: call.timeZone }).format(
        call.startedAt,
      ),
    ],
    ['To', call.site],
    ['Came from', `${call.source} / ${call.medium}`],
    ['Campaign', call.campaign],
    ['Talked', call.talkSeconds === undefined ? 'nobody answered' : durationInWords(call.talkSeconds * 1000)],
  ];
  const rows = facts.flatMap(([label, value]) =>
    value === undefined ? [] : [`<dt>${escapedHtml(label)}</dt><dd>${escapedHtml(value)}</dd>`],
  );
  const wrong = refusal && `<p class="wrong" id="wrong" role="alert">${escapedHtml(refusal.refused)}</p>`;
  return page(refusal === undefined ? 200 : 400, 'What came of this call?', [
    reportedLine('Reported here', call.said, call.outcomes),
    reportedLine('Reported by orders and others', call.others, call.outcomes),
    `<dl>${rows.join('')}</dl>`,
    wrong ?? '',
    '<form method="post">',
    call.currency === undefined
      ? ''
      : amountField(call.currency, refusal?.amount ?? amountIn(call), refusal !== undefined),
    `<div class="choice">${call.outcomes.map(outcomeButton).join('')}</div>`,
    '</form>',
  ]);
}

/** Says why a link cannot be used. `since` in ms. */
export function closedLinkPage(
  link: { readonly kind: 'invalid' } | { readonly kind: 'expired'; readonly since: number },
): HtmlPage {
  const elsewhere = 'What came of the call can still be reported on its page in the dashboard.';
  if (link.kind === 'invalid') {
    const sentence =
      'It is not one of ours, or a part of it is missing: copy all of it from the mail, or press it there.';
    return page(404, 'This link cannot be used', [`<p>${sentence}</p>`]);
  }
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(link.since);
  return page(410, 'This link has expired', [`<p>It could be used until ${day}. ${elsewhere}</p>`]);
}

/** For what cannot be done now, or not in this way. */
export function sorryPage(status: number, sentence: string): HtmlPage {
  return page(status, 'That did not work', [`<p>${escapedHtml(sentence)}</p>`]);
}

function outcomeButton({ outcome, label = outcome }: OutcomeCategory): string {
  return `<button name="outcome" value="${escapedHtml(outcome)}">${escapedHtml(label)}</button>`;
}

function amountField(currency: string, amount: string, isWrong: boolean): string {
  const described = isWrong ? 'hint wrong' : 'hint';
  return (
    `<label for="amount">What it is worth, in ${escapedHtml(currency)}</label>` +
    `<input id="amount" name="amount" inputmode="decimal" autocomplete="off" maxlength="30" aria-describedby="${described}"` +
    `${isWrong ? ' aria-invalid="true"' : ''} value="${escapedHtml(amount)}">` +
    '<p><small id="hint">May be left empty; what is lost is worth nothing. It can be corrected here later; the last word counts.</small></p>'
  );
}

function amountIn({ said: { amount }, currency }: AskedCall): string {
  return amount === undefined || amount.currency !== currency ? '' : amountText(amount);
}

/** Empty where nothing was reported. */
function reportedLine(by: string, { outcome, amount }: Reported, outcomes: readonly OutcomeCategory[]): string {
  const words = outcomes.find((one) => one.outcome === outcome)?.label ?? outcome;
  const parts = [words, amount === undefined ? undefined : moneyOf(amount)].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `<p class="said" role="status">${escapedHtml(`${by}: ${parts.join(', ')}`)}</p>`;
}

function moneyOf(money: Money): string {
  const { currency } = money;
  if (currencyDigits(currency) === undefined) return `${amountText(money)} ${currency}`;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(Number(amountText(money)));
}

function page(status: number, title: string, body: readonly string[]): HtmlPage {
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="robots" content="noindex"><title>${escapedHtml(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${escapedHtml(title)}</h1>`,
    ...body.filter((part) => part !== ''),
    '</main></body></html>',
  ];
  return { status, html: html.join('\n') };
}
