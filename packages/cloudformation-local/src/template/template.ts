import * as z from 'zod';

/** What the run does with data is up to its folder; the policies are read so that a misspelt one is noticed. */
const deletionPolicy = z.enum(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot']);

const logicalIds = z.union([z.string().transform((id) => [id]), z.array(z.string())]);

export const templateResource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: logicalIds.default([]),
  Condition: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).optional(),
  DeletionPolicy: deletionPolicy.optional(),
  UpdateReplacePolicy: deletionPolicy.optional(),
});
export type TemplateResource = z.infer<typeof templateResource>;

export const templateOutput = z.strictObject({
  Value: z.unknown(),
  Description: z.string().optional(),
  Condition: z.string().optional(),
  Export: z.strictObject({ Name: z.unknown() }).optional(),
});
export type TemplateOutput = z.infer<typeof templateOutput>;

/** A template whose resources and outputs are still to be parsed, one by one, so that each problem names its own. */
export const templateFrame = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).optional(),
  Parameters: z
    .record(
      z.string(),
      z.strictObject({
        Type: z.string(),
        Default: z.unknown().optional(),
        Description: z.string().optional(),
        AllowedPattern: z.string().optional(),
        AllowedValues: z.array(z.unknown()).optional(),
        NoEcho: z.boolean().optional(),
      }),
    )
    .default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  /** Checked by CloudFormation before a deployment; the one that CDK writes is about the account's bootstrap. */
  Rules: z
    .record(
      z.string(),
      z.strictObject({
        Assertions: z.array(z.strictObject({ Assert: z.unknown(), AssertDescription: z.string().optional() })),
        RuleCondition: z.unknown().optional(),
      }),
    )
    .optional(),
  Resources: z.record(z.string(), z.unknown()),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});

export interface Template {
  readonly parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly mappings: z.infer<typeof templateFrame>['Mappings'];
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly outputs: ReadonlyMap<string, TemplateOutput>;
}
