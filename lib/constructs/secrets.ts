import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The values that nobody else may know; generated, never seen. */
export class Secrets extends Construct {
  /** The one master value, from which every key is derived, and the ids of the signing keys: the first signs, all verify. */
  readonly master: Secret;
  /** What the edge shows to the API with each call of a page, so that nobody else can say who the viewer is. */
  readonly origin: Secret;

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
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, // a first deployment that fails takes it away again: it costs by the month
    });
    Validations.of(this.master).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The master value must stay: what is derived from it identifies callers for years. Signing keys rotate by adding an id.',
    });
    this.origin = new Secret(this, 'Origin', {
      description: 'Leaseline: what the edge shows to the API',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY, // nothing is derived from it: another stack has another
    });
    Validations.of(this.origin).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'CloudFormation hands it to the edge at a deployment; changed alone, the API would believe nothing.',
    });
  }
}
