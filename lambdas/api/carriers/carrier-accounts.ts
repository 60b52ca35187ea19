import * as z from 'zod';
import { accountCarriers } from '../../calls/carriers/registry.ts';
import { pageQuery } from '../../platform/http/list-page.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import {
  carrierAccountAnswer,
  carrierAccountBodies,
  unsupportedCarrierAccount,
} from '../../settings/carrier-accounts/carrier-account.ts';
import { admins, type ManagementEndpoint } from '../endpoint.ts';
import { deleting, listing, putting, reading } from '../settings-endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const carrierAccountSchemas = { CarrierAccount: carrierAccountAnswer };

const ofNoSite = 'Calls of one account may be to numbers of any site: keys that are limited to sites are refused.';
const put = putting(z.union(carrierAccountBodies(accountCarriers)), carrierAccountAnswer);

/** Connections to carriers, whose requests come to `/v1/carriers/{account}/{hook}`. */
export const carrierAccountEndpoints = {
  'GET /v1/carrier-accounts': {
    id: 'listCarrierAccounts',
    summary: 'List carrier accounts',
    description: ofNoSite,
    ...listing(z.union([carrierAccountAnswer, unsupportedCarrierAccount]), pageQuery),
  },
  'PUT /v1/carrier-accounts/{account}': {
    id: 'putCarrierAccount',
    summary: 'Create or replace a carrier account',
    description: `${ofNoSite} Secrets are never told again. They are given all together; without them those that are stored are kept.`,
    roles: admins,
    ...put,
    example: {
      body: {
        type: 'generic',
        settings: { country: 'US' },
        secrets: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      },
      answer: { id: 'pbx', type: 'generic', settings: { country: 'US' }, secretNames: ['signing'] },
    },
  },
  'GET /v1/carrier-accounts/{account}': {
    id: 'getCarrierAccount',
    summary: 'Read a carrier account',
    description: ofNoSite,
    ...reading(carrierAccountAnswer),
  },
  'DELETE /v1/carrier-accounts/{account}': {
    id: 'deleteCarrierAccount',
    summary: 'Delete a carrier account and its secrets',
    description: `${ofNoSite} What its carrier sends from then on is refused; its calls stay.`,
    roles: admins,
    ...deleting,
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
