import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The one master value, from which every key is derived, and the ids of the signing keys: the first signs, all verify. */
export class Secrets extends Construct {
  readonly master: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.master = new Secret(this, 'Master', {
      description: 'Leaseline: master value and ids of the signing keys',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ signingKeys: ['1'] }),
        generateStringKey: 'master',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.master).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The master value must stay: what is derived from it identifies callers for years. Signing keys rotate by adding an id.',
    });
  }
}
