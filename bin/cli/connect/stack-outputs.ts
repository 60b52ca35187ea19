import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { output } from '../../../lambdas/platform/names.ts';
import { CliError } from '../cli-error.ts';
import type { StackPlace } from '../stage-place.ts';

/** What a deployed stack has of Amazon Connect. */
export interface ConnectStack {
  readonly stack: string;
  readonly region: string | undefined;
  readonly instanceArn: string;
  /** ARN of the inbound flow. */
  readonly flow: string;
  /** ARN of the table of fall-back routes; undefined for a stack without one. */
  readonly fallbackTable: string | undefined;
}

/** Reads the outputs of a stack. Throws a `CliError` for a stack without Amazon Connect, or of a version before its flow was told. */
export async function connectStack({ stack, region }: StackPlace): Promise<ConnectStack> {
  const client = new CloudFormationClient({ ...(region !== undefined && { region }) });
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Object.fromEntries(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
    return { stack, region, ...readOutputs(stack, outputs) };
  } finally {
    client.destroy();
  }
}

const known = z.object({
  [output.connectInstance]: z.string(),
  [output.connectInboundFlow]: z.string(),
  [output.connectFallbackTable]: z.string().optional(),
});

/** The same from outputs by name. */
export function readOutputs(
  stack: string,
  outputs: Readonly<Record<string, string>>,
): Omit<ConnectStack, 'stack' | 'region'> {
  const { data } = known.safeParse(outputs);
  if (data === undefined) {
    const missing = [output.connectInstance, output.connectInboundFlow].find((name) => outputs[name] === undefined);
    throw new CliError(
      `the stack ${stack} has no output ${missing}: it is without Amazon Connect, or has to be deployed again`,
    );
  }
  return {
    instanceArn: data[output.connectInstance] ?? '',
    flow: data[output.connectInboundFlow] ?? '',
    fallbackTable: data[output.connectFallbackTable],
  };
}
