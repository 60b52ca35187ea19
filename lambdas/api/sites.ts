import * as z from 'zod';
import { judgedSiteSettings } from '../conversions/qualified/qualified-settings.ts';
import { pageQuery } from '../platform/http/list-page.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { siteAnswer } from '../settings/sites/site-settings.ts';
import { unsupportedAnswer } from '../settings/unsupported.ts';
import { admins, type ManagementEndpoint } from './endpoint.ts';
import { deleting, listing, putting, reading } from './settings-endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const siteSchemas = { Site: siteAnswer, SiteSettings: judgedSiteSettings };

/** Websites. */
export const siteEndpoints = {
  'GET /v1/sites': {
    id: 'listSites',
    summary: 'List sites',
    ...listing(z.union([siteAnswer, unsupportedAnswer]), pageQuery),
  },
  'PUT /v1/sites/{site}': {
    id: 'putSite',
    summary: 'Create or replace a site',
    description:
      'Its currency stays what it is once the site has rules, order sources, orders, conversions or reported revenue: 409.',
    roles: admins,
    ...putting(judgedSiteSettings, siteAnswer),
    example: {
      body: {
        name: 'Shop',
        siteKey: 'pk_shop',
        origins: ['https://shop.example'],
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        swap: { numbers: ['+493023125999'] },
      },
    },
  },
  'GET /v1/sites/{site}': {
    id: 'getSite',
    summary: 'Read a site',
    ...reading(siteAnswer),
  },
  'DELETE /v1/sites/{site}': {
    id: 'deleteSite',
    summary: 'Delete a site',
    description: 'Refused while it has pools, rules or destinations.',
    roles: admins,
    ...deleting,
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
