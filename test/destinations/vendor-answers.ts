import type { HttpResponse } from '../../lambdas/deliveries/destinations/destination.ts';

/** What a receiver answers, by its own papers. */
export interface VendorAnswers {
  /** `id`: what it calls the thing that it made, or changed. */
  readonly taken: (id: number) => HttpResponse;
  /** What came of something that it only took at first. */
  readonly asked?: HttpResponse;
  /** It says what is wrong, with the field where it names one. */
  readonly refused: HttpResponse;
  /** It says within a success that it did not take it. */
  readonly failedWithin?: HttpResponse;
  /** Its contract is ours, and says that whoever answers an error has not taken it. */
  readonly takesNothingBroken?: true;
}

const json = (status: number, body: unknown): HttpResponse => ({ status, headers: {}, body: JSON.stringify(body) });
const empty = (status: number): HttpResponse => ({ status, headers: {}, body: '' });

const google: VendorAnswers = {
  taken: (id) => json(200, { requestId: `request-${id}` }),
  asked: json(200, { requestStatusPerDestination: [{ requestStatus: 'SUCCESS' }] }),
  refused: json(400, {
    error: {
      status: 'INVALID_ARGUMENT',
      details: [{ fieldViolations: [{ field: 'events[0].event_timestamp', description: 'not a time' }] }],
    },
  }),
};
const metaRefused = json(400, { error: { code: 100, error_subcode: 33, message: 'no such object' } });
const metaFailed = json(200, { error: { code: 2, is_transient: true } });

/** By type. A destination without answers fails the check. */
export const vendorAnswers: Readonly<Record<string, VendorAnswers>> = {
  // What the mail service says is no HTTP of ours: the status is that of its error.
  email: { taken: () => empty(200), refused: empty(400) },
  webhook: { taken: () => empty(204), refused: empty(400), takesNothingBroken: true },
  'google-ads': google,
  'google-audience': google,
  meta: { taken: () => json(200, { events_received: 1 }), refused: metaRefused, failedWithin: metaFailed },
  'meta-audience': {
    taken: () => json(200, { num_received: 1, num_invalid_entries: 0 }),
    refused: metaRefused,
    failedWithin: metaFailed,
  },
  'microsoft-ads': {
    taken: () => json(200, { PartialErrors: [] }),
    refused: json(200, { PartialErrors: [{ ErrorCode: 'OfflineConversionConversionNameInvalid' }] }),
    failedWithin: json(200, { OperationErrors: [{ Code: 117 }] }),
  },
  tiktok: {
    taken: () => json(200, { code: 0, message: 'OK' }),
    refused: json(200, { code: 40_002, message: 'data.0.event_time is not valid' }),
    failedWithin: json(200, { code: 40_100, message: 'too many requests' }),
  },
  klaviyo: {
    taken: () => empty(202),
    refused: json(400, { errors: [{ code: 'invalid', source: { pointer: '/data/attributes/time' } }] }),
  },
  mailchimp: {
    taken: () => empty(204),
    refused: json(400, { title: 'Invalid Resource', errors: [{ field: 'occurred_at' }] }),
  },
  'mailchimp-tag': {
    taken: () => empty(204),
    refused: json(400, { title: 'Invalid Resource', errors: [{ field: 'tags.0.name' }] }),
  },
  hubspot: {
    taken: (id) => json(200, { status: 'COMPLETE', results: [{ id: String(id) }] }),
    refused: json(400, {
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid: [{"isValid":false,"name":"caller_number"}]',
    }),
    failedWithin: json(207, { status: 'COMPLETE', errors: [{ category: 'CONFLICT' }] }),
  },
  'hubspot-contact': {
    taken: (id) => json(200, { id: String(id), properties: {} }),
    refused: json(400, {
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid: [{"isValid":false,"name":"leaseline_value"}]',
    }),
  },
  salesforce: {
    taken: (id) => json(200, { id: `00Q${id}`, success: true, errors: [] }),
    refused: json(400, [{ errorCode: 'INVALID_FIELD', fields: ['Phone__c'] }]),
    failedWithin: json(200, { success: false, errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] }),
  },
  amocrm: {
    taken: (id) => json(200, [{ id }]),
    refused: json(400, { 'validation-errors': [{ errors: [{ code: 'InvalidType', path: 'price' }] }] }),
  },
  bitrix24: {
    taken: (id) => json(200, { result: { item: { id } } }),
    refused: json(400, { error: 'INVALID_ARG_VALUE' }),
    failedWithin: json(200, { error: 'QUERY_LIMIT_EXCEEDED' }),
  },
  ga4: { taken: () => empty(204), refused: empty(400) },
  'yandex-metrica': {
    // One answer for what may be uploaded: calls, or orders.
    taken: (id) => json(200, { uploading: { id, line_quantity: 1, api_validation_status: 'PASSED' } }),
    asked: json(200, { uploading: { id: 1, status: 'PROCESSED', line_quantity: 1, linked_quantity: 1 } }),
    refused: json(400, { errors: [{ error_type: 'invalid_parameter' }] }),
  },
  catalogue: {
    taken: () => json(200, { updatedRows: 1 }),
    refused: json(400, { error: { message: 'Unable to parse range' } }),
    failedWithin: json(200, { errors: ['not taken'] }),
  },
};

/** What any receiver answers who has too much to do, or breaks. */
export const busy: HttpResponse = { status: 429, headers: { 'retry-after': '30' }, body: '' };
export const broken: HttpResponse = { status: 500, headers: {}, body: '' };
/** An access token, from whoever gives them. */
export const token: HttpResponse = json(200, { access_token: 'token-1', expires_in: 3600 });
