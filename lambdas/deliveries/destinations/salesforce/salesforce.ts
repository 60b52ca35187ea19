import * as z from 'zod';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { factFields, toldFacts } from '../call-facts.ts';
import type { BuildInput, Destination } from '../destination.ts';
import { isSuccess } from '../http-response.ts';
import { salesforceAccess } from './salesforce-access.ts';
import { readUpserted } from './salesforce-answers.ts';

const day = 86_400;

/** Objects and fields by the names that the API has for them. */
const apiName = z.string().regex(/^[A-Za-z]\w{0,79}$/, 'must be an API name of Salesforce, like Amount__c');

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .max(2000)
    .describe('My Domain of the org.'),
  object: apiName.default('Call__c').describe('API name of the object that holds conversions.'),
  externalIdField: apiName
    .default('Leaseline_Id__c')
    .describe('A text field of the object, unique and marked as external id: it holds the id of the conversion.'),
  valueField: apiName.default('Amount__c').describe('A number or currency field of it.'),
  currencyField: apiName
    .optional()
    .describe('CurrencyIsoCode in an org with several currencies; without it all amounts are in currency.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency')
    .optional()
    .describe('The one currency of the org; that of the site if left out.'),
  status: z
    .strictObject({ field: apiName, counted: z.string().min(1).max(255), retracted: z.string().min(1).max(255) })
    .optional()
    .describe('A field that says whether the call counts, and what stands in it.'),
  fields: factFields(apiName).describe('Fields of the object that hold facts of the call, by fact.'),
});
export type SalesforceSettings = z.infer<typeof settings>;

const secrets = z.strictObject({
  clientId: z.string().min(1).max(500).describe('Consumer key of a connected app with the client credentials flow.'),
  clientSecret: z.string().min(1).max(500).describe('Its consumer secret.'),
});
export type SalesforceSecrets = z.infer<typeof secrets>;

type Input = BuildInput<SalesforceSettings, SalesforceSecrets>;

const format = receiverFormats.salesforce;

/** Salesforce, one record for each conversion: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm */
export const salesforce: Destination<SalesforceSettings, SalesforceSecrets> = {
  type: 'salesforce',
  settings,
  secrets,
  account: { receiver: 'salesforce', secrets: ['clientId'] },
  can: {
    restate: true,
    retract: true,
    retractsRefunds: true,
    // The same external id is the same record, as long as there is the record. The field's own name stands in the address.
    dedupe: { key: 'Leaseline_Id__c', windowSeconds: 90 * day },
    identifiers: [],
    takesEmail: true,
    consentNeeded: 'none',
  },
  access: salesforceAccess,

  build(input) {
    const { conversion, settings, site, accessToken = '' } = input;
    const { currencyField, currency = site.currency } = settings;
    if (currencyField === undefined && conversion.value.currency !== currency) {
      return {
        kind: 'invalid',
        field: 'settings.currencyField',
        detail: `a value in ${conversion.value.currency} would be taken for ${currency}`,
      };
    }
    return {
      kind: 'request',
      request: {
        method: 'PATCH',
        url: `${settings.url.replace(/\/+$/, '')}/services/data/v67.0/sobjects/${settings.object}/${settings.externalIdField}/${conversion.id}`,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(record(input)),
      },
    };
  },

  read: readUpserted,

  // Names an object or a field that is not there: the refusal says which.
  probe: {
    request: ({ settings, accessToken = '' }) => ({
      method: 'GET',
      url: `${settings.url.replace(/\/+$/, '')}/services/data/v67.0/query?q=${encodeURIComponent(namedFields(settings))}`,
      headers: { authorization: `Bearer ${accessToken}` },
    }),
    read: (response) => (isSuccess(response) ? { kind: 'known' } : readUpserted(response)),
  },
};

/** Asks for nobody's record, with all fields that settings name. */
function namedFields({
  object,
  externalIdField,
  valueField,
  currencyField,
  status,
  fields,
}: SalesforceSettings): string {
  const named = [externalIdField, valueField, currencyField, status?.field, ...Object.values(fields)];
  const each = new Set(named.filter((name) => name !== undefined));
  return `SELECT ${[...each].join(', ')} FROM ${object} WHERE ${externalIdField} = 'leaseline-test' LIMIT 1`;
}

/** Its status is the sales team's once the record is there: only its first and its last word are ours. */
function record(input: Input) {
  const { kind, restores, conversion, settings } = input;
  const { valueField, currencyField, status, fields } = settings;
  return {
    ...Object.fromEntries(toldFacts(input, fields).map(({ field, value }) => [field, value])),
    ...(status !== undefined &&
      (kind === 'new' || restores) &&
      kind !== 'retract' && { [status.field]: status.counted }),
    ...(status !== undefined && kind === 'retract' && { [status.field]: status.retracted }),
    ...(currencyField !== undefined && { [currencyField]: conversion.value.currency }),
    [valueField]: format.amount(conversion.value),
  };
}
