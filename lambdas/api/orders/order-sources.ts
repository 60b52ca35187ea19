import * as z from 'zod';
import { fieldChanges, fields, kinds } from '../../orders/sources/order-mapping.ts';
import { orderSourceAnswer, orderSourceBodies } from '../../orders/sources/order-source.ts';
import { signatureScheme } from '../../orders/sources/scheme.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { unsupportedAnswer } from '../../settings/unsupported.ts';
import { admins, type ManagementEndpoint } from '../endpoint.ts';
import { deleting, listing, putting, reading } from '../settings-endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const orderSourceSchemas = {
  OrderSource: orderSourceAnswer,
  OrderKinds: kinds,
  OrderFields: fields,
  OrderFieldChanges: fieldChanges,
  SignatureScheme: signatureScheme,
};

/** Shops and CRMs whose webhooks tell of orders, and come to `/v1/order-sources/{source}/webhook`. */
export const orderSourceEndpoints = {
  'GET /v1/order-sources': {
    id: 'listOrderSources',
    summary: 'List order sources',
    ...listing(z.union([orderSourceAnswer, unsupportedAnswer])),
  },
  'PUT /v1/order-sources/{source}': {
    id: 'putOrderSource',
    summary: 'Create or replace an order source',
    description:
      'A shop or CRM that sends signed webhooks about orders. `kinds` and `fields` say where a type keeps what elsewhere than usual, as ' +
      'JMESPath over `{headers, body}`; a `custom` source says all of it, and how it is signed. Secrets are never told again. They are ' +
      'given all together, `previous` while one is replaced; without them those that are stored are kept.',
    roles: admins,
    ...putting(z.union(orderSourceBodies), orderSourceAnswer),
    example: {
      body: { site: 'shop', type: 'shopify', country: 'US', secrets: { signing: 'the secret of the webhook' } },
      answer: { id: 'store', site: 'shop', type: 'shopify', country: 'US', secretNames: ['signing'] },
    },
  },
  'GET /v1/order-sources/{source}': {
    id: 'getOrderSource',
    summary: 'Read an order source',
    ...reading(orderSourceAnswer),
  },
  'DELETE /v1/order-sources/{source}': {
    id: 'deleteOrderSource',
    summary: 'Delete an order source and its secrets',
    description: 'What it sends from then on is refused; its orders stay.',
    roles: admins,
    ...deleting,
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
