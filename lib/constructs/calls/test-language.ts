/**
 * Test cases of Amazon Connect as data, in its testing language: what a simulated call observes of a flow, one thing after the other, and what
 * it does then. How often something is observed is left out: once is what the service takes.
 */

/** A test case as Amazon Connect stores it. */
export interface TestContent {
  readonly Version: '2019-10-30';
  readonly Metadata: object;
  readonly Observations: readonly object[];
}

/** What is waited for, and what is done when it comes. */
export interface Step {
  readonly event: Omit<TestEvent, 'Identifier' | 'Actor'>;
  readonly actions: readonly Omit<TestAction, 'Identifier' | 'Transitions'>[];
}

interface TestEvent {
  readonly Identifier: string;
  readonly Type: 'TestInitiated' | 'MessageReceived' | 'FlowActionStarted';
  readonly Actor: 'System';
  readonly Properties: object;
}

interface TestAction {
  readonly Identifier: string;
  readonly Type: 'Assert' | 'OverrideSystemBehavior' | 'TestControl';
  readonly Parameters: object;
  readonly Transitions: { readonly NextAction?: string };
}

/** The steps in their order. */
export function testContent(...steps: readonly Step[]): TestContent {
  return {
    Version: '2019-10-30',
    Metadata: {},
    Observations: steps.map(({ event, actions }, index) => {
      const id = `step-${index + 1}`;
      const actionId = (at: number) => `${id}-action-${at + 1}`;
      return {
        Identifier: id,
        Event: { Identifier: `${id}-event`, Actor: 'System', ...event },
        Actions: actions.map((action, at) => ({
          Identifier: actionId(at),
          ...action,
          Transitions: at + 1 < actions.length ? { NextAction: actionId(at + 1) } : {},
        })),
        Transitions: { NextObservations: index + 1 < steps.length ? [`step-${index + 2}`] : [] },
      };
    }),
  };
}

export const started: Step['event'] = { Type: 'TestInitiated', Properties: {} };

/** A text that is spoken, or one much like it: sound comes in pieces. */
export function heard(text: string): Step['event'] {
  return {
    Type: 'MessageReceived',
    Properties: { Text: text, MatchingCriteria: { Type: 'Similarity' } },
  };
}

/** A block of the flow begins; `parameters` name its function or queue. */
export function began(block: OverridableBlock, parameters: object): Step['event'] {
  return { Type: 'FlowActionStarted', Properties: { ActionType: block, ActionParameters: parameters } };
}

type OverridableBlock = 'InvokeLambdaFunction' | 'TransferContactToQueue';

/** Once, the block fails without doing anything. */
export function failInstead(block: OverridableBlock, parameters: object, error: string): Step['actions'][number] {
  const strategy = { Type: 'MockResponse', Response: { Type: 'Error', Error: { Value: error } } };
  const properties = { ActionType: block, ActionParameters: parameters, Strategy: strategy };
  const behavior = { Type: 'FlowAction', Properties: properties };
  return {
    Type: 'OverrideSystemBehavior',
    Parameters: { ActionType: 'OverrideSystemBehavior', Behavior: behavior },
  };
}

/** The test fails unless the attribute of the contact has this value. */
export function expectAttribute(name: string, value: string): Step['actions'][number] {
  return { Type: 'Assert', Parameters: { Namespace: `$.Attributes.${name}`, Operator: 'Equals', Operand: value } };
}

/** The call ends, and the test has passed. */
export const endTest: Step['actions'][number] = {
  Type: 'TestControl',
  Parameters: { ActionType: 'TestControl', Command: { Type: 'EndTest' } },
};
