import { languages } from '../../../lambdas/calls/spoken/languages.ts';
import {
  began,
  endTest,
  expectAttribute,
  failInstead,
  heard,
  type Step,
  started,
  type TestContent,
  testContent,
} from './test-language.ts';

/** What the flow under test names. */
export interface TestedArns {
  readonly lookupFunction: string;
  readonly defaultQueue: string | undefined;
}

/** A test case of the stack, and what it shows in a sentence. */
export interface FlowTest {
  readonly name: string;
  readonly description: string;
  readonly content: TestContent;
}

/**
 * The tests of the inbound flow. A simulated call could reach a person: so its way into the queue is made to fail, and the test ends as soon as it
 * sees the call on that way or hears that nobody is there.
 */
export function flowTests(arns: TestedArns): FlowTest[] {
  const lookup = { LambdaFunctionARN: arns.lookupFunction };
  const lookupFails = failInstead('InvokeLambdaFunction', lookup, 'NoMatchingError');
  const asked: Step = { event: began('InvokeLambdaFunction', lookup), actions: [] };
  return [
    {
      name: 'lookup answers',
      description: 'The function answers, and the flow goes by what it says.',
      content: testContent(begin(arns), asked, end(arns, 'answered')),
    },
    {
      name: 'lookup fails',
      description: 'The function fails, and the caller reaches the default queue, or hears that nobody is there.',
      content: testContent(begin(arns, lookupFails), end(arns, 'failed')),
    },
    {
      name: 'no default queue',
      description: 'Neither function nor default queue take the caller, who hears that nobody is there.',
      content: testContent(begin(arns, lookupFails), nobodyHeard('failed')),
    },
  ];
}

function begin({ defaultQueue }: TestedArns, ...overrides: Step['actions']): Step {
  const noQueue =
    defaultQueue === undefined
      ? []
      : [failInstead('TransferContactToQueue', { QueueId: defaultQueue }, 'NoMatchingError')];
  return { event: started, actions: [...noQueue, ...overrides] };
}

function end({ defaultQueue }: TestedArns, lookup: string): Step {
  if (defaultQueue === undefined) return nobodyHeard(lookup);
  const event = began('TransferContactToQueue', { QueueId: defaultQueue });
  return { event, actions: [expectAttribute('leaseline_lookup', lookup), endTest] };
}

function nobodyHeard(lookup: string): Step {
  return { event: heard(languages.en.nobody), actions: [expectAttribute('leaseline_lookup', lookup), endTest] };
}
