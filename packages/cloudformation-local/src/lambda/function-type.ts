import type { ResourceRequest, ResourceType } from '../resource-type.ts';
import { StartProblem } from '../start-problem.ts';
import { type FunctionProperties, functionProperties } from './function-properties.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { createManagedFunction, type FunctionVersion } from './managed-function.ts';

const runtimes = ['nodejs24.x', 'nodejs22.x'];

/**
 * CDK's own provider functions, written in Python: they work inside CloudFormation, where the local run has types of its own.
 * By the beginning of their logical ids.
 */
const providers = ['CustomCDKBucketDeployment'];

/** `AWS::Lambda::Function`: the bundle of `cdk.out` in worker threads. */
export function functionType(registry: FunctionRegistry): ResourceType<FunctionProperties> {
  return {
    type: 'AWS::Lambda::Function',
    properties: functionProperties,
    create: async (request, machine) => {
      const name = nameOf(request);
      const arn = `arn:aws:lambda:${machine.region}:${machine.accountId}:function:${name}`;
      if (!isProvider(request)) registry.add(createManagedFunction(name, versionOf(request), machine));
      return { ref: name, attributes: { Arn: arn } };
    },
    update: async (request) => {
      if (!isProvider(request)) registry.managed(nameOf(request))?.replace(versionOf(request));
    },
  };
}

type Request = ResourceRequest<FunctionProperties>;

function nameOf({ properties, physicalName }: Request): string {
  return properties.FunctionName ?? physicalName;
}

function isProvider({ logicalId, properties }: Request): boolean {
  return properties.Runtime.startsWith('python') && providers.some((provider) => logicalId.startsWith(provider));
}

function versionOf(request: Request): FunctionVersion {
  const { logicalId, properties } = request;
  if (!runtimes.includes(properties.Runtime)) {
    throw new StartProblem([
      `Resource ${logicalId} (AWS::Lambda::Function): property "Runtime" is "${properties.Runtime}"; the local run has ${runtimes.join(' and ')}.`,
    ]);
  }
  return { codeDirectory: request.assetDirectory(properties.Code.S3Key), properties };
}
