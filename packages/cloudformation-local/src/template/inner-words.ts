import * as z from 'zod';

/** An object that may have these keys, with any values, and no others. */
export function onlyThese(names: readonly string[], inner: Readonly<Record<string, z.ZodType<unknown>>> = {}) {
  return z.strictObject(Object.fromEntries(names.map((name) => [name, (inner[name] ?? z.unknown()).optional()])));
}

function oneOrMore(schema: z.ZodType<unknown>): z.ZodType<unknown> {
  return z.union([z.array(schema), schema]);
}

const policy = onlyThese(['Id', 'Statement', 'Version'], {
  Statement: oneOrMore(
    onlyThese(
      ['Action', 'Condition', 'Effect', 'NotAction', 'NotPrincipal', 'NotResource', 'Principal', 'Resource', 'Sid'],
      { Effect: z.enum(['Allow', 'Deny']) },
    ),
  ),
});

const dimensions = z.array(onlyThese(['Name', 'Value']));

/** What may stand inside properties of ignored resource types, by the property's name. */
export const innerWords: Readonly<Record<string, z.ZodType<unknown>>> = {
  AssumeRolePolicyDocument: policy,
  PolicyDocument: policy,
  ResourcePolicy: policy,
  Policies: z.array(onlyThese(['PolicyDocument', 'PolicyName'], { PolicyDocument: policy })),
  Dimensions: dimensions,
  Metrics: z.array(
    onlyThese(['AccountId', 'Expression', 'Id', 'Label', 'MetricStat', 'Period', 'ReturnData'], {
      MetricStat: onlyThese(['Metric', 'Period', 'Stat', 'Unit'], {
        Metric: onlyThese(['Dimensions', 'MetricName', 'Namespace'], { Dimensions: dimensions }),
      }),
    }),
  ),
  Content: onlyThese(['S3Bucket', 'S3Key', 'S3ObjectVersion']),
  OriginAccessControlConfig: onlyThese([
    'Description',
    'Name',
    'OriginAccessControlOriginType',
    'SigningBehavior',
    'SigningProtocol',
  ]),
  Tags: z.array(onlyThese(['Key', 'Value'])),
};
