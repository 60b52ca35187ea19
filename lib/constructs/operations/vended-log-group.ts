import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * Name of a log group that a service of AWS writes by the log delivery service. Each such group elsewhere takes a place in the one
 * resource policy of the account's logs, whose 5,120 characters are soon used up; those below this path take none.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-cwl
 */
export function vendedLogGroupName(scope: Construct, service: 'apigateway' | 'states'): string {
  return `/aws/vendedlogs/${service}/${Stack.of(scope).stackName}`;
}
