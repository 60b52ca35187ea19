import * as z from 'zod';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callerNumber, callTitle, factFields, toldFacts } from '../call-facts.ts';
import type { BuildInput, Built, Destination, HttpRequest } from '../destination.ts';
import { isSuccess } from '../http-response.ts';
import { readAccount, readLead } from './amocrm-answers.ts';

/** The stage "closed, lost", which every pipeline has. */
const closedLost = 143;
/** The same, won. */
const closedWon = 142;

const id = z.int().min(1);

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an https address, like https://shop.kommo.com' })
    .max(2000)
    .describe('The address of the account.'),
  pipelineId: id.optional().describe('Where a lead begins; the first stage of the main pipeline if left out.'),
  statusId: id.optional().describe('The stage where a lead begins; the first one if left out.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency')
    .optional()
    .describe('The currency of the account; that of the site if left out.'),
  fields: factFields(id).describe('Ids of fields of the lead that hold facts of the call, by fact.'),
});
export type AmocrmSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  token: z
    .string()
    .regex(/^[\x21-\x7e]{1,5000}$/, 'must be a long-lived token')
    .describe('A long-lived token of a private integration.'),
});
export type AmocrmSecrets = z.infer<typeof secrets>;

type Input = BuildInput<AmocrmSettings, AmocrmSecrets>;

const format = receiverFormats.amocrm;

/** amoCRM, or Kommo, a lead for each conversion: https://developers.kommo.com/reference/complex-leads */
export const amocrm: Destination<AmocrmSettings, AmocrmSecrets> = {
  type: 'amocrm',
  settings,
  secrets,
  account: { receiver: 'amocrm', secrets: ['token'] },
  can: {
    restate: true,
    // By the id of the lead, which its first answer names.
    adjusts: true,
    retract: true,
    retractsRefunds: true,
    // It cannot know a lead again.
    dedupe: 'none',
    rate: { requests: 7, perSeconds: 1 },
    identifiers: [],
    takesEmail: true,
    consentNeeded: 'none',
  },

  build(input) {
    const { kind, conversion, settings, site } = input;
    const { currency = site.currency } = settings;
    if (conversion.value.currency !== currency) {
      const detail = `a value in ${conversion.value.currency} would be taken for ${currency}`;
      return { kind: 'invalid', field: 'settings.currency', detail };
    }
    return kind === 'new' ? added(input) : changed(input);
  },

  read: readLead,

  probe: {
    request: ({ settings, secrets }) => ({
      method: 'GET',
      url: `${settings.url.replace(/\/+$/, '')}/api/v4/account`,
      headers: { authorization: `Bearer ${secrets.token}` },
    }),
    read: (response, { settings, site }) =>
      isSuccess(response) ? readAccount(response, settings.currency ?? site.currency) : readLead(response),
  },
};

function added(input: Input): Built {
  const contacts = contactsOf(input);
  const { pipelineId, statusId } = input.settings;
  const values = toldFacts(input, input.settings.fields);
  const lead = {
    name: callTitle(input),
    price: format.amount(input.conversion.value),
    ...(pipelineId !== undefined && { pipeline_id: pipelineId }),
    ...(statusId !== undefined && { status_id: statusId }),
    ...(values.length > 0 && {
      custom_fields_values: values.map(({ field, value }) => ({ field_id: field, values: [{ value }] })),
    }),
    ...(contacts.length > 0 && { _embedded: { contacts } }),
  };
  // Contact and lead together are the other method's.
  return { kind: 'request', request: call(input, 'POST', contacts.length > 0 ? '/complex' : '', [lead]) };
}

/** Name and stage are the sales team's once the lead is there: only its first and its last word are ours. */
function changed(input: Input): Built {
  const { kind, restores, conversion, delivery, settings } = input;
  const { receipt = '' } = delivery;
  const stage = kind === 'retract' ? closedLost : restores ? closedWon : undefined;
  if (!/^\d{1,20}$/.test(receipt)) {
    const detail = 'which lead it is was never heard: the answer to the first request was lost';
    return { kind: 'invalid', field: 'delivery', detail };
  }
  const lead = {
    price: format.amount(conversion.value),
    ...(stage !== undefined && {
      status_id: stage,
      ...(settings.pipelineId !== undefined && { pipeline_id: settings.pipelineId }),
    }),
  };
  return { kind: 'request', request: call(input, 'PATCH', `/${receipt}`, lead) };
}

/** At most one: the caller, by number and address. */
function contactsOf({ call, email }: Input) {
  const known = [
    ['PHONE', callerNumber(call)],
    ['EMAIL', email],
  ] as const;
  const values = known.flatMap(([field_code, value]) =>
    value === undefined ? [] : [{ field_code, values: [{ enum_code: 'WORK', value }] }],
  );
  const name = values[0]?.values[0]?.value;
  return name === undefined ? [] : [{ name, custom_fields_values: values }];
}

function call({ settings, secrets }: Input, method: 'POST' | 'PATCH', path: string, body: unknown): HttpRequest {
  return {
    method,
    url: `${settings.url.replace(/\/+$/, '')}/api/v4/leads${path}`,
    headers: { authorization: `Bearer ${secrets.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
