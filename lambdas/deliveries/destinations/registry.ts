import { amocrm } from './amocrm/amocrm.ts';
import { bitrix24 } from './bitrix24/bitrix24.ts';
import { catalogue } from './catalogue/catalogue.ts';
import type { Destination } from './destination.ts';
import { email } from './email/email.ts';
import { ga4 } from './ga4/ga4.ts';
import { googleAds } from './google/google-ads.ts';
import { googleAudience } from './google/google-audience.ts';
import { hubspot } from './hubspot/hubspot.ts';
import { hubspotContact } from './hubspot/hubspot-contact.ts';
import { klaviyo } from './klaviyo/klaviyo.ts';
import { mailchimp } from './mailchimp/mailchimp.ts';
import { mailchimpTag } from './mailchimp/mailchimp-tag.ts';
import { meta } from './meta/meta.ts';
import { metaAudience } from './meta/meta-audience.ts';
import { microsoftAds } from './microsoft/microsoft-ads.ts';
import { salesforce } from './salesforce/salesforce.ts';
import { tiktok } from './tiktok/tiktok.ts';
import { webhook } from './webhook/webhook.ts';
import { yandexMetrica } from './yandex/yandex-metrica.ts';

const all = [
  email,
  // Ad platforms
  googleAds,
  googleAudience,
  meta,
  metaAudience,
  microsoftAds,
  tiktok,
  // E-mail marketing
  klaviyo,
  mailchimp,
  mailchimpTag,
  // CRM
  hubspot,
  hubspotContact,
  salesforce,
  amocrm,
  bitrix24,
  // Analytics
  ga4,
  yandexMetrica,
  // Any other tool
  catalogue,
  // The user's own
  webhook,
] satisfies readonly Destination<unknown, unknown>[];

/** Every kind of destination by its `type`. Parse settings and secrets with its schemas before handing them over. */
export const destinations: ReadonlyMap<string, Destination<unknown, unknown>> = new Map(
  all.map((each) => [each.type, each]),
);
