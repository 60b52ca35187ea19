import * as z from 'zod';

/**
 * `events:ingest` of Google's Data Manager API as far as conversions of calls need it (destinations.md, 1.1). Fields that are
 * not here are refused, as the real API refuses names that it does not know.
 */

const missing = 'REQUIRED_FIELD_MISSING';

const account = z.strictObject({
  accountType: z.enum(['GOOGLE_ADS', 'DISPLAY_VIDEO_PARTNER', 'DISPLAY_VIDEO_ADVERTISER', 'DATA_PARTNER']).optional(),
  product: z.string().optional(),
  accountId: z.string(missing).regex(/^\d+$/, 'INVALID_ACCOUNT_ID'),
});

export const destination = z.strictObject({
  reference: z.string().optional(),
  operatingAccount: account,
  loginAccount: account.optional(),
  linkedAccount: account.optional(),
  productDestinationId: z.string(missing).min(1, missing),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/i, 'INVALID_SHA256_FORMAT');
const userIdentifier = z
  .strictObject({ phoneNumber: sha256.optional(), emailAddress: sha256.optional(), address: z.unknown().optional() })
  .refine((identifier) => Object.keys(identifier).length === 1, 'exactly one identifier');

const consentStatus = z.enum(['CONSENT_STATUS_UNSPECIFIED', 'CONSENT_GRANTED', 'CONSENT_DENIED']);
export const consent = z.strictObject({
  adUserData: consentStatus.optional(),
  adPersonalization: consentStatus.optional(),
});

export const userData = z.strictObject({ userIdentifiers: z.array(userIdentifier).min(1).max(10) });

const adIdentifiers = z
  .strictObject({
    gclid: z.string().optional(),
    gbraid: z.string().optional(),
    wbraid: z.string().optional(),
    sessionAttributes: z.string().optional(),
    landingPageDeviceInfo: z.unknown().optional(),
    mobileDeviceId: z.string().optional(),
  })
  .refine(({ gbraid, wbraid }) => !gbraid || !wbraid, 'MULTIPLE_BRAIDS');

const timestamp = z.iso.datetime({ offset: true, error: 'INVALID_TIMESTAMP' });

const event = z
  .strictObject({
    destinationReferences: z.array(z.string()).optional(),
    // A purely numeric id is refused by the real server, too.
    transactionId: z.string().min(1).max(512).regex(/\D/, 'INVALID_TRANSACTION_ID').optional(),
    eventTimestamp: timestamp,
    lastUpdatedTimestamp: timestamp.optional(),
    userData: userData.optional(),
    /** Of a call from an ad, since version 1.9. */
    callInfo: z.strictObject({ startTimestamp: timestamp }).optional(),
    consent: consent.optional(),
    adIdentifiers: adIdentifiers.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'INVALID_CURRENCY_CODE')
      .optional(),
    conversionValue: z.number().optional(),
    eventSource: z.enum(['WEB', 'APP', 'IN_STORE', 'PHONE', 'MESSAGE', 'OTHER'], missing),
    eventName: z.string().optional(),
    eventDeviceInfo: z.unknown().optional(),
    cartData: z.unknown().optional(),
    customVariables: z.array(z.unknown()).optional(),
    experimentalFields: z.array(z.unknown()).optional(),
    userProperties: z.unknown().optional(),
    clientId: z.string().optional(),
    userId: z.string().optional(),
    additionalEventParameters: z.array(z.unknown()).optional(),
  })
  .refine((given) => given.userData !== undefined || hasIdentifier(given.adIdentifiers), 'NO_IDENTIFIERS_PROVIDED')
  .refine((given) => given.conversionValue === undefined || given.currency !== undefined, {
    message: missing,
    path: ['currency'],
  });

export const ingestRequest = z
  .strictObject({
    destinations: z.array(destination, missing).min(1, missing).max(10),
    events: z.array(event, missing).min(1, missing).max(2000, 'TOO_MANY_EVENTS'),
    consent: consent.optional(),
    validateOnly: z.boolean().optional(),
    encoding: z.enum(['HEX', 'BASE64']).optional(),
    encryptionInfo: z.unknown().optional(),
  })
  .superRefine(({ destinations, events, encoding }, context) => {
    const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (encoding === undefined && events.some(({ userData }) => userData !== undefined)) {
      complain(['encoding'], missing);
    }
    const references = new Set(destinations.map(({ reference }) => reference));
    for (const [index, { destinationReferences = [] }] of events.entries()) {
      const unknown = destinationReferences.some((reference) => !references.has(reference));
      if (unknown) complain(['events', index, 'destinationReferences'], 'INVALID_DESTINATION_REFERENCE');
    }
  });

function hasIdentifier(identifiers: z.infer<typeof adIdentifiers> | undefined): boolean {
  return Boolean(identifiers && (identifiers.gclid || identifiers.gbraid || identifiers.wbraid));
}
