import { clickIdsAt } from './click-ids-at.ts';
import type { Vendor } from './vendor.ts';

/** All properties of an object, with their history; or a body of chosen ones. */
const property = (name: string) => `body.properties.${name}.value || body.properties.${name} || body.${name}`;

const deal = `body.objectId || ${property('hs_object_id')}`;

/**
 * HubSpot, the action "Send a webhook" of a workflow of deals: developers.hubspot.com. A deal names no person by itself: the workflow copies
 * phone or e-mail of its contact to properties of the deal, `contact_phone` and `contact_email` unless the source names others.
 */
export const hubspot: Vendor = {
  type: 'hubspot',
  scheme: {
    signature: { header: 'x-hubspot-signature-v3' },
    encoding: 'base64',
    signed: '{method}{url}{body}{time}',
    time: { header: 'x-hubspot-request-timestamp', unit: 'milliseconds' },
  },
  kinds: {
    sale: {
      when: `contains(['true', \`true\`], ${property('hs_is_closed_won')}) || (${property('dealstage')}) == 'closedwon'`,
    },
  },
  fields: {
    id: deal,
    orderId: deal,
    occurredAt: property('closedate'),
    amount: property('amount'),
    currency: property('deal_currency_code'),
    phone: property('contact_phone'),
    email: property('contact_email'),
    call: property('leaseline_call'),
    clickIds: clickIdsAt(property),
  },
  amountUnit: 'major',
};
