import { Grant } from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { HandlerFunction } from './function.ts';

/** Whose secrets they are: each kind is allowed for itself. */
type SecretOwner = 'destination' | 'carrier' | 'order-source';
type SecretAction = 'GetSecretValue' | 'PutSecretValue' | 'CreateSecret' | 'DeleteSecret';

/** Begins the names of the secrets that this stack is given of such owners. */
export function secretPrefix(scope: Construct, owner: SecretOwner): string {
  return `leaseline/${Stack.of(scope).stackName}/${owner}/`;
}

/** Allows exactly these actions on the secrets of all such owners of this stack. */
export function allowSecrets(worker: HandlerFunction, owner: SecretOwner, actions: readonly SecretAction[]): void {
  const stack = Stack.of(worker);
  // Secrets Manager adds six characters to each name.
  const secrets = stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secretPrefix(worker, owner)}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  Grant.addToPrincipal({
    grantee: worker,
    actions: actions.map((action) => `secretsmanager:${action}`),
    resourceArns: [secrets],
  });
  worker.acknowledgeWildcard(
    secrets,
    'Destinations, carrier accounts and order sources are made while the product runs: only the beginning of the names of their secrets is known.',
  );
}
