import { amountText, type Money } from '../../conversions/money.ts';
import { rfc3339, rfc3339Seconds, spacedSeconds, unixMicroseconds, unixMilliseconds, unixSeconds } from './times.ts';

/** How a receiver writes what a conversion was worth, and when it was. */
export interface ReceiverFormat {
  /** In units of the currency, never in cents: a number, or a text with all its digits. */
  readonly amount: (money: Money) => number | string;
  readonly time: (ms: number) => number | string;
}

/** Units as a number: 129.5, 1300 (JPY), 1.25 (KWD). The nearest one to the exact decimal, so that it is written as that. */
export function amountNumber(money: Money): number {
  return Number(amountText(money));
}

/** Which receiver wants what: the commonest mistake on the wire. As they documented it in November 2026. */
export const receiverFormats = {
  'google-data-manager': { amount: amountNumber, time: rfc3339 },
  'google-ads': { amount: amountNumber, time: spacedSeconds },
  meta: { amount: amountNumber, time: unixSeconds },
  'microsoft-offline': { amount: amountNumber, time: rfc3339Seconds },
  'microsoft-uet': { amount: amountNumber, time: unixSeconds },
  ga4: { amount: amountNumber, time: unixMicroseconds },
  tiktok: { amount: amountNumber, time: unixSeconds },
  yandex: { amount: amountText, time: unixSeconds },
  linkedin: { amount: amountText, time: unixMilliseconds },
  pinterest: { amount: amountText, time: unixSeconds },
  reddit: { amount: amountNumber, time: unixMilliseconds },
  snap: { amount: amountText, time: unixSeconds },
  klaviyo: { amount: amountNumber, time: rfc3339Seconds },
  hubspot: { amount: amountText, time: rfc3339 },
  salesforce: { amount: amountNumber, time: rfc3339 },
  mailchimp: { amount: amountText, time: rfc3339Seconds },
  // Its prices are whole units.
  amocrm: { amount: (money) => Math.round(amountNumber(money)), time: unixSeconds },
  bitrix24: { amount: amountNumber, time: rfc3339Seconds },
  webhook: { amount: amountText, time: rfc3339 },
} as const satisfies Readonly<Record<string, ReceiverFormat>>;
