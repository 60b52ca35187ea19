import type { Abilities } from '../destination.ts';

/** What is known of a destination of the catalogue that its own data does not say. */
export interface Tried {
  readonly consent: Abilities['consentNeeded'];
  readonly maxAgeSeconds?: number;
  /** Facts of which it needs one; absent where any that names the person or click will do. */
  readonly identifiers?: readonly string[];
  /** Where access tokens are got for a refresh token. */
  readonly tokenEndpoint?: string;
  /** By action: the field by which it knows an event again, and for how long. */
  readonly dedupe?: Readonly<Record<string, { readonly field: string; readonly windowSeconds: number }>>;
}

const day = 86_400;
const year = 366 * day;

/** The destinations that were tried, each with the requests that docs/destinations/catalogue.md has. */
export const tried: Readonly<Record<string, Tried>> = {
  // Ad platforms
  'linkedin-conversions': {
    consent: 'ads',
    maxAgeSeconds: 90 * day,
    identifiers: ['email', 'click.li_fat_id'],
    tokenEndpoint: 'https://www.linkedin.com/oauth/v2/accessToken',
  },
  'ms-bing-capi': { consent: 'ads' },
  // A phone number alone it refuses.
  'pinterest-conversions': { consent: 'ads', identifiers: ['email'] },
  'reddit-conversions-api': { consent: 'ads' },
  'snap-conversions-api': {
    consent: 'ads',
    maxAgeSeconds: 37 * day,
    identifiers: ['email', 'phone'],
    tokenEndpoint: 'https://accounts.snapchat.com/login/oauth2/access_token',
  },
  // Analytics
  amplitude: {
    consent: 'analytics',
    dedupe: {
      logEvent: { field: 'insert_id', windowSeconds: 7 * day },
      logEventV2: { field: 'insert_id', windowSeconds: 7 * day },
    },
  },
  mixpanel: {
    consent: 'analytics',
    // Together with name, time and person, which a conversion keeps.
    dedupe: { trackEvent: { field: 'insert_id', windowSeconds: 20 * day } },
  },
  posthog: { consent: 'analytics' },
  // The owner's own tools
  braze: { consent: 'none' },
  customerio: { consent: 'none' },
  'google-sheets': {
    consent: 'none',
    tokenEndpoint: 'https://oauth2.googleapis.com/token',
    // It looks for the row before it writes one.
    dedupe: { postSheet2: { field: 'record_identifier', windowSeconds: year } },
  },
  intercom: { consent: 'none' },
  pipedrive: { consent: 'none' },
  slack: { consent: 'none' },
  zapier: { consent: 'none' },
};

/** What is known of it; of any other that it wants the consent which is hardest to get. */
export function triedOf(destination: string): Tried {
  const known = Object.hasOwn(tried, destination) ? tried[destination] : undefined;
  return known ?? { consent: 'ads' };
}
