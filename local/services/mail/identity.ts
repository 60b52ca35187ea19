import * as z from 'zod';
import type { ResourceType } from '../../resource-type.ts';
import { tags } from '../tags.ts';

const identity = z.strictObject({
  EmailIdentity: z.string(),
  // No meaning locally: every sender is believed, and nothing comes back.
  ConfigurationSetAttributes: z.strictObject({ ConfigurationSetName: z.string().optional() }).optional(),
  DkimAttributes: z.strictObject({ SigningEnabled: z.boolean().optional() }).optional(),
  DkimSigningAttributes: z
    .strictObject({
      NextSigningKeyLength: z.enum(['RSA_1024_BIT', 'RSA_2048_BIT']).optional(),
      DomainSigningSelector: z.string().optional(),
      DomainSigningPrivateKey: z.string().optional(),
    })
    .optional(),
  FeedbackAttributes: z.strictObject({ EmailForwardingEnabled: z.boolean().optional() }).optional(),
  MailFromAttributes: z
    .strictObject({
      MailFromDomain: z.string().optional(),
      BehaviorOnMxFailure: z.enum(['USE_DEFAULT_VALUE', 'REJECT_MESSAGE']).optional(),
    })
    .optional(),
  Tags: tags,
});

/** `AWS::SES::EmailIdentity`: the mail emulator believes every sender, so there is nothing to set up. */
export const emailIdentityType: ResourceType<z.infer<typeof identity>> = {
  type: 'AWS::SES::EmailIdentity',
  properties: identity,
  async create({ properties: { EmailIdentity } }, { region, accountId }) {
    const tokens = [1, 2, 3].flatMap((number) => [
      [`DkimDNSTokenName${number}`, `local${number}._domainkey.${EmailIdentity}`],
      [`DkimDNSTokenValue${number}`, `local${number}.dkim.amazonses.com`],
    ]);
    const arn = `arn:aws:ses:${region}:${accountId}:identity/${EmailIdentity}`;
    return { ref: EmailIdentity, attributes: { EmailIdentityArn: arn, ...Object.fromEntries(tokens) } };
  },
};

const configurationSet = z.strictObject({
  Name: z.string().optional(),
  // No meaning locally: the emulator takes every mail and reports none.
  DeliveryOptions: z
    .strictObject({
      TlsPolicy: z.enum(['REQUIRE', 'OPTIONAL']).optional(),
      SendingPoolName: z.string().optional(),
      MaxDeliverySeconds: z.number().optional(),
    })
    .optional(),
  ReputationOptions: z.strictObject({ ReputationMetricsEnabled: z.boolean().optional() }).optional(),
  SendingOptions: z.strictObject({ SendingEnabled: z.boolean().optional() }).optional(),
  SuppressionOptions: z
    .strictObject({ SuppressedReasons: z.array(z.enum(['BOUNCE', 'COMPLAINT'])).optional() })
    .optional(),
  Tags: tags,
});

/** `AWS::SES::ConfigurationSet`: a name only. */
export const configurationSetType: ResourceType<z.infer<typeof configurationSet>> = {
  type: 'AWS::SES::ConfigurationSet',
  properties: configurationSet,
  async create({ physicalName, properties: { Name } }) {
    return { ref: Name ?? physicalName, attributes: {} };
  },
};
