import { Grant } from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { HandlerFunction } from '../function.ts';

type SecretAction = 'GetSecretValue' | 'CreateSecret' | 'DeleteSecret';

/** Begins the names of the secrets of this stack's destinations. */
export function destinationSecretPrefix(scope: Construct): string {
  return `leaseline/${Stack.of(scope).stackName}/destination/`;
}

/** Allows exactly these actions on the secrets of all destinations of this stack. */
export function allowDestinationSecrets(worker: HandlerFunction, actions: readonly SecretAction[]): void {
  const stack = Stack.of(worker);
  // Secrets Manager adds six characters to each name.
  const secrets = stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${destinationSecretPrefix(worker)}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  Grant.addToPrincipal({
    grantee: worker,
    actions: actions.map((action) => `secretsmanager:${action}`),
    resourceArns: [secrets],
  });
  worker.acknowledgeWildcard(
    secrets,
    'Destinations are made while the product runs: only the beginning of the names of their secrets is known.',
  );
}
