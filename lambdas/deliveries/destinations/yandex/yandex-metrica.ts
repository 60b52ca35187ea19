import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import type { BuildInput, Built, Destination, HttpRequest } from '../destination.ts';
import { readProbe } from '../probe.ts';
import { readUploaded, readUploading } from './metrica-answers.ts';
import { callRow, namesOf, orderRow, type Row } from './metrica-rows.ts';

const day = 86_400;

/** The visit of a call must not be older when it is uploaded, s. */
const visitSeconds = 21 * day;

const settings = z.strictObject({
  counterId: z
    .string()
    .regex(/^\d{1,12}$/, 'must be the id of a counter: digits only')
    .describe('The number of the counter.'),
  as: z
    .enum(['calls', 'orders'])
    .default('calls')
    .describe('Each conversion is a call, which stays as it is, or an order, which shows the last value.'),
  callGoal: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}+$/u, 'must be one line of text')
    .optional()
    .describe('Name of the goal that is made for calls where the counter has none.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone like Europe/Moscow')
    .optional()
    .describe('Of the counter, for orders, where it is not that of the site.'),
  endpoint: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(2000)
    .default('https://api-metrika.yandex.net')
    .describe('Where the API is.'),
});
export type YandexMetricaSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  token: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, 'must be an OAuth token')
    .describe('An OAuth token with the right metrika:write.'),
});
export type YandexMetricaSecrets = z.infer<typeof secrets>;

type Input = BuildInput<YandexMetricaSettings, YandexMetricaSecrets>;

/** Yandex Metrica, calls and orders: https://yandex.com/dev/metrika/en/management/ */
export const yandexMetrica: Destination<YandexMetricaSettings, YandexMetricaSecrets> = {
  type: 'yandex-metrica',
  settings,
  secrets,
  account: { receiver: 'yandex', secrets: ['token'] },
  can: {
    // A call that is uploaded again is another call, and none is ever changed.
    restate: false,
    retract: false,
    dedupe: 'none',
    identifiers: ['ymUid', 'yclid'],
    takesEmail: true,
    consentNeeded: 'analytics',
  },
  canBy: ({ as }) =>
    as === 'calls'
      ? { maxAgeSeconds: visitSeconds }
      : {
          restate: true,
          retract: true,
          retractsRefunds: true,
          // An order of the same id is overwritten, whenever that is.
          dedupe: { key: 'id', windowSeconds: 366 * day },
          identifiers: ['ymUid', 'phone', 'email'],
        },

  variants: [{ as: 'calls' }, { as: 'orders' }],

  build(input) {
    const { kind, match, settings, site, now } = input;
    const { visit } = match;
    if (visit === null)
      return {
        kind: 'skip',
        because: 'no-consent',
        reason: 'the call belongs to no visit, so nobody allowed analytics',
      };
    if (visit.consent?.analytics !== true)
      return { kind: 'skip', because: 'no-consent', reason: 'the visitor did not allow analytics' };
    const { client, click, phone, email } = namesOf(input, visit);
    if (settings.as === 'orders') {
      return (client ?? phone ?? email) === undefined
        ? nameless('and neither number nor e-mail address of the caller may be told')
        : upload(input, `/cdp/api/v1/counter/${settings.counterId}/data/simple_orders`, {
            query: { merge_mode: 'SAVE', delimiter_type: 'COMMA' },
            row: orderRow(input, visit, settings.timeZone ?? site.timeZone),
          });
    }
    if (kind !== 'new')
      return { kind: 'skip', because: 'no-new-values', reason: 'Metrica changes no calls: upload orders for that' };
    if (now - visit.shownAt > visitSeconds * 1000)
      return { kind: 'skip', because: 'too-old', reason: 'Metrica looks for visits of the last 21 days only' };
    if ((client ?? click) === undefined) return nameless('and no click id of Yandex Direct');
    return upload(input, `${counter(settings)}/upload_calls`, {
      // By this the upload is found where no answer came.
      query: { comment: input.conversion.id, ...(settings.callGoal && { new_goal_name: settings.callGoal }) },
      row: callRow(input, visit),
    });
  },

  read: readUploaded,

  // Whoever may upload may see what was uploaded.
  probe: {
    request: ({ settings, secrets }) => ({
      method: 'GET',
      url: addressOf(settings, `${counter(settings)}/uploadings?limit=1`),
      headers: authorized(secrets),
    }),
    read: (response) => readProbe(response, 'Metrica', 'settings.counterId'),
  },

  ask: {
    request: (receipt, { settings, secrets }) => ({
      method: 'GET',
      url: addressOf(settings, `${counter(settings)}/calls_uploading/${encodeURIComponent(receipt)}`),
      headers: authorized(secrets),
    }),
    read: readUploading,
  },
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

function nameless(more: string): Built {
  return { kind: 'skip', because: 'no-identifier', reason: `the visit has no client id of Metrica, ${more}` };
}

function counter({ counterId }: YandexMetricaSettings): string {
  return `/management/v1/counter/${counterId}/offline_conversions`;
}

function addressOf({ endpoint }: YandexMetricaSettings, path: string): string {
  return `${endpoint.replace(/\/+$/, '')}${path}`;
}

/** Never in the address, which others log. */
function authorized({ token }: YandexMetricaSecrets): HttpRequest['headers'] {
  return { authorization: `OAuth ${token}` };
}

/** A file of one row: one that is not valid would take the others with it. */
function upload(
  { settings, secrets, delivery }: Input,
  path: string,
  { query, row }: { readonly query: Readonly<Record<string, string>>; readonly row: Row },
): Built {
  const boundary = `leaseline-${delivery.id}`;
  const csv = stringify([row], { header: true, record_delimiter: '\n' });
  const body = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="data.csv"',
    'Content-Type: text/csv',
    '',
    csv,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return {
    kind: 'request',
    request: {
      method: 'POST',
      url: addressOf(settings, `${path}?${new URLSearchParams(query).toString()}`),
      headers: { ...authorized(secrets), 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
    },
  };
}
