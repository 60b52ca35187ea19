import {
  GetTestCaseExecutionSummaryCommand,
  ListTestCasesCommand,
  StartTestCaseExecutionCommand,
  UpdateTestCaseCommand,
} from '@aws-sdk/client-connect';
import { CliError } from '../cli-error.ts';
import { idOf } from './arn-id.ts';
import type { PacedClient } from './paced-client.ts';
import type { Clock } from './token-bucket.ts';

export interface FlowTestOptions {
  readonly client: PacedClient;
  readonly clock: Clock;
  readonly instanceArn: string;
  /** Name of the stack: its tests begin with it. */
  readonly stack: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** A test takes five minutes at the most, and some time until it begins; ms. */
const longest = 6 * 60_000;
const pause = 3000;

/**
 * Runs the stack's own tests in the instance, one after the other: real contacts, which end before they reach anybody, and are marked. Says of each
 * what came of it. Gives the exit code: 0 if all passed, else 1.
 */
export async function runFlowTests(options: FlowTestOptions): Promise<number> {
  const { stack, stdout, stderr } = options;
  const tests = await testsOfStack(options);
  if (tests.length === 0) {
    throw new CliError(`the instance has no test of the stack ${stack}: deploy it without "connectTests": false`);
  }
  let failed = 0;
  for (const { id, name } of tests) {
    stderr.write(`${name} ...\n`);
    const { passed, detail } = await runOne(options, id);
    if (!passed) failed++;
    stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name}${detail === '' ? '' : `: ${detail}`}\n`);
  }
  stdout.write(failed === 0 ? `all ${tests.length} tests passed\n` : `${failed} of ${tests.length} tests failed\n`);
  return failed === 0 ? 0 : 1;
}

interface TestCase {
  readonly id: string;
  readonly name: string;
}

async function testsOfStack({ client, instanceArn, stack }: FlowTestOptions): Promise<TestCase[]> {
  const tests: TestCase[] = [];
  let next: string | undefined;
  do {
    const { TestCaseSummaryList = [], NextToken } = await client.send(
      new ListTestCasesCommand({ InstanceId: idOf(instanceArn), NextToken: next }),
    );
    for (const { Id: id, Name: name } of TestCaseSummaryList) {
      if (id !== undefined && name?.startsWith(`${stack} `)) tests.push({ id, name });
    }
    next = NextToken;
  } while (next !== undefined);
  return tests.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

interface Outcome {
  readonly passed: boolean;
  readonly detail: string;
}

async function runOne({ client, clock, instanceArn }: FlowTestOptions, id: string): Promise<Outcome> {
  const InstanceId = idOf(instanceArn);
  try {
    // The stack saves its tests: the service says only now what it does not like.
    await client.send(new UpdateTestCaseCommand({ InstanceId, TestCaseId: id, Status: 'PUBLISHED' }));
    const { TestCaseExecutionId: execution } = await client.send(
      new StartTestCaseExecutionCommand({ InstanceId, TestCaseId: id }),
    );
    if (execution === undefined) return { passed: false, detail: 'it did not start' };
    for (const until = clock.now() + longest; clock.now() < until; await clock.sleep(pause)) {
      const { Status: status, ObservationSummary: seen } = await client.send(
        new GetTestCaseExecutionSummaryCommand({ InstanceId, TestCaseId: id, TestCaseExecutionId: execution }),
      );
      if (status === 'PASSED') return { passed: true, detail: '' };
      if (status !== 'FAILED' && status !== 'STOPPED') continue;
      const { TotalObservations: all = 0, ObservationsPassed: good = 0 } = seen ?? {};
      return {
        passed: false,
        detail: `${status.toLowerCase()} after ${good} of ${all} steps; its execution is ${execution}`,
      };
    }
    return { passed: false, detail: `no result within ${longest / 60_000} minutes; its execution is ${execution}` };
  } catch (error) {
    if (!(error instanceof Error) || !('$fault' in error) || error.$fault !== 'client') throw error;
    return { passed: false, detail: `${error.name}: ${error.message}${problemsOf(error)}` };
  }
}

/** What exactly is wrong with a test, as far as the service says it. */
function problemsOf(error: Error): string {
  const details = 'problemDetails' in error && Array.isArray(error.problemDetails) ? error.problemDetails : [];
  const messages = details.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'message' in one ? [String(one.message)] : [],
  );
  return messages.length === 0 ? '' : ` (${messages.join('; ')})`;
}
