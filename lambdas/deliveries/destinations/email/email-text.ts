import { durationInWords } from '../../../calls/match/duration-in-words.ts';
import { amountText, currencyDigits } from '../../../conversions/money.ts';
import type { BuildInput, DeliveryKind, Email, EventInput } from '../destination.ts';
import { callerOf, callRows, layOut } from './email-layout.ts';

const headings: Readonly<Record<DeliveryKind, string>> = { new: '', restate: 'Corrected: ', retract: 'Withdrawn: ' };

type Input = BuildInput<unknown, unknown>;

/** A mail about one conversion: who called, when, from which campaign, how long, and what it is worth. */
export function conversionMail(input: Input): Pick<Email, 'subject' | 'html' | 'text'> {
  const { kind, call, conversion, site, outcomeUrl, isTest } = input;
  const test = isTest ? 'Test: ' : '';
  return layOut({
    subject: `${test}${headings[kind]}${site.name}: ${conversion.name} from ${callerOf(input)}, ${valueOf(input)}`,
    opening: openingOf(input),
    rows: [...callRows(input), ['Goal', conversion.name], ['Value', valueOf(input)], ['Call', call.id]],
    outcomeUrl,
  });
}

function openingOf(input: Input): string {
  const { kind, conversion, isTest } = input;
  if (isTest) return 'This is a test, and nobody called. A mail about a conversion looks like this.';
  if (kind === 'retract') return `${conversion.name} of this call does not count any more.`;
  if (kind === 'restate') return `${conversion.name} of this call is now worth ${valueOf(input)}.`;
  return `${callerOf(input)} called: ${conversion.name}, ${valueOf(input)}.`;
}

/** A mail about one lead: a call that the site calls qualified, or any call where it says nothing of that. */
export function leadMail(input: EventInput<unknown, unknown>): Pick<Email, 'subject' | 'html' | 'text'> {
  const { call, site, outcomeUrl } = input;
  const caller = callerOf(input);
  const talked = call.talkSeconds ? `talked ${durationInWords(call.talkSeconds * 1000)}` : undefined;
  return layOut({
    subject: `${site.name}: ${talked === undefined ? `missed call from ${caller}` : `call from ${caller}, ${talked}`}`,
    opening: talked === undefined ? `${caller} called, and talked to nobody.` : `${caller} called, and ${talked}.`,
    rows: [...callRows(input), ['Qualified', call.qualified?.reason], ['Call', call.id]],
    outcomeUrl,
  });
}

function valueOf({ conversion: { value } }: Pick<Input, 'conversion'>): string {
  const amount = Number(amountText(value));
  if (currencyDigits(value.currency) === undefined) return `${amountText(value)} ${value.currency}`;
  return new Intl.NumberFormat('en', { style: 'currency', currency: value.currency }).format(amount);
}
