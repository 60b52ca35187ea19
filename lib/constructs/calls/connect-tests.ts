import { CfnTestCase } from 'aws-cdk-lib/aws-connect';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { flowTests, type TestedArns } from './test-cases.ts';

/** Marks each call of a test, so that it counts nowhere. Both keys have to be there. */
const initialization = { Attributes: { leaseline_mark: 'test' }, SegmentAttributes: {} };

export interface ConnectTestsSettings extends TestedArns {
  readonly instanceArn: string;
  readonly inboundFlow: string;
}

/**
 * The stack's own tests of its way through Amazon Connect, which `cli connect test` runs. They are saved, not published: what the service does not
 * like of a test must not keep a deployment from being made. The command publishes them.
 */
export class ConnectTests extends Construct {
  constructor(scope: Construct, id: string, { instanceArn, inboundFlow, ...arns }: ConnectTestsSettings) {
    super(scope, id);
    const stack = Stack.of(this);
    for (const { name, description, content } of flowTests(arns)) {
      new CfnTestCase(this, name.replaceAll(' ', '-'), {
        instanceArn,
        name: `${stack.stackName} ${name}`,
        description,
        content: stack.toJsonString(content),
        entryPoint: {
          type: 'VOICE_CALL',
          // Without a caller: the pattern that CloudFormation has for one takes no number.
          voiceCallEntryPointParameters: { flowId: inboundFlow },
        },
        initializationData: JSON.stringify(initialization),
        status: 'SAVED',
      });
    }
  }
}
