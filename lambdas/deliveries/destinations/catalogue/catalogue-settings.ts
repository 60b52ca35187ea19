import * as z from 'zod';
import { settingNames } from './catalogue-entries.js';
import { catalogueNames } from './catalogue-entry.ts';
import { actionFaults } from './check-action.ts';

const address = z.url({ protocol: /^https?$/, error: 'must be an https address' }).max(2000);

/** JSON that is small enough to be sent with each conversion. */
const values = z
  .record(z.string().min(1).max(200), z.unknown())
  .refine((given) => JSON.stringify(given).length <= 20_000, { error: 'must be less than 20,000 characters' });

export const catalogueSettings = z
  .strictObject({
    destination: z
      .enum(catalogueNames, { error: 'must be a destination of the catalogue' })
      .describe('Its name in the catalogue.'),
    action: z.string().min(1).max(100).describe('What is done there with each conversion.'),
    settings: values.default({}).describe('What the destination wants to be told of the account, but for its secrets.'),
    fields: values.describe('What goes into the fields of the action; `{{conversion.value}}` stands for a fact.'),
    consent: z
      .enum(['ads', 'analytics', 'none'])
      .optional()
      .describe('What the visitor must have allowed; what is known of the destination, unless it is said.'),
    restates: z.boolean().default(false).describe('Whether new values are told, too.'),
    endpoint: address.optional().describe("Where requests go instead of the receiver's own address; their paths stay."),
    tokenEndpoint: address.optional().describe('Where access tokens are got for the refresh token.'),
  })
  .check(({ value, issues }) => {
    for (const { path, message } of actionFaults(value)) issues.push({ code: 'custom', path, message, input: value });
  });
export type CatalogueSettings = z.infer<typeof catalogueSettings>;

/** Secrets that are no setting of a destination: to sign in by OAuth, and an address that lets in who knows it. */
const ownSecrets = ['clientId', 'clientSecret', 'refreshToken', 'accessToken', 'url'];
const secretNames = [...new Set([...ownSecrets, ...settingNames.split(' ')])];

/** By the names that the destination gives its settings, or by one of ours. */
export const catalogueSecrets = z
  .partialRecord(z.enum(secretNames), z.string().min(1).max(5000))
  .describe('By the names that the destination gives its settings, or by one of ours.');
export type CatalogueSecrets = Readonly<Partial<Record<string, string>>>;
