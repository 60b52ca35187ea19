import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A resource as cdk-nag reports it: partition, Region and account by name where the stack does not know them, else as they are. */
export function reportedResource(scope: Construct, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  const pseudo = [
    [partition, '<AWS::Partition>'],
    [region, '<AWS::Region>'],
    [account, '<AWS::AccountId>'],
  ] as const;
  return pseudo.reduce(
    (text, [value, name]) => (Token.isUnresolved(value) ? text.replaceAll(value, name) : text),
    resource,
  );
}
