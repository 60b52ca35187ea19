import { Grant } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { HandlerFunction } from '../function.ts';

/** Lets a function send mail in the name of any sender that the account has verified. */
export function allowEmail(handler: HandlerFunction): void {
  const all = (resource: string) => Stack.of(handler).formatArn({ service: 'ses', resource, resourceName: '*' });
  const identities = all('identity');
  // SES asks for this one too where the sender has a default configuration set.
  const configurationSets = all('configuration-set');
  Grant.addToPrincipal({
    grantee: handler,
    actions: ['ses:SendEmail'],
    resourceArns: [identities, configurationSets],
  });
  handler.acknowledgeWildcard(
    identities,
    'Each destination may name a sender of its own, among those that the account has verified.',
  );
  handler.acknowledgeWildcard(configurationSets, 'Which of them a sender has, its owner decides in Amazon SES.');
}
