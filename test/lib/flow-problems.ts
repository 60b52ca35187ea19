/** As much of a flow as its graph needs; exported flows leave out what is empty. */
export interface FlowGraph {
  readonly StartAction: string;
  readonly Actions: readonly FlowBlock[];
}

interface FlowBlock {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Transitions: {
    readonly NextAction?: string;
    readonly Errors?: readonly { readonly NextAction: string; readonly ErrorType: string }[];
    readonly Conditions?: readonly { readonly NextAction: string }[];
  };
}

/** Blocks after which nothing comes. */
const last = new Set(['DisconnectParticipant', 'EndFlowExecution', 'TransferToFlow']);

/** The ways on of a block that can fail, as exported flows have them. */
const errors: Readonly<Record<string, readonly string[]>> = {
  InvokeLambdaFunction: ['NoMatchingError'],
  EvaluateDataTableValues: ['NoMatchingError'],
  UpdateContactAttributes: ['NoMatchingError'],
  UpdateContactEventHooks: ['NoMatchingError'],
  UpdateContactTargetQueue: ['NoMatchingError'],
  Compare: ['NoMatchingCondition'],
  TransferContactToQueue: ['QueueAtCapacity', 'NoMatchingError'],
};

/** Characters that no identifier may have. */
const forbidden = /[%:(\\/)=$,;[\]{}]/;

/**
 * What is wrong with a flow: an identifier that stands twice or that Amazon Connect refuses, a target that is not there, an action that nothing leads to, a
 * way on that is missing, a parameter that is no text.
 */
export function flowProblems({ StartAction, Actions }: FlowGraph): string[] {
  const targets = new Map(Actions.map((action) => [action.Identifier, targetsOf(action)]));
  const reached = new Set<string>();
  const missing: string[] = [];
  const todo = [StartAction];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const next = targets.get(id);
    if (next === undefined) missing.push(id);
    todo.push(...(next ?? []));
  }
  const ids = Actions.map(({ Identifier }) => Identifier);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} stands twice`),
    ...ids.filter((id) => id.length > 50 || forbidden.test(id)).map((id) => `${id} is no identifier`),
    ...missing.map((id) => `${id} is not there`),
    ...ids.filter((id) => !reached.has(id)).map((id) => `nothing leads to ${id}`),
    ...Actions.flatMap(missingWays),
    ...Actions.flatMap(({ Identifier, Parameters }) =>
      notTexts(Parameters).map((value) => `${Identifier} says ${value}`),
    ),
  ];
}

function targetsOf({ Transitions }: FlowBlock): string[] {
  const { NextAction, Errors = [], Conditions = [] } = Transitions;
  return [
    ...(NextAction === undefined ? [] : [NextAction]),
    ...[...Errors, ...Conditions].map((way) => way.NextAction),
  ];
}

function missingWays(block: FlowBlock): string[] {
  const { Identifier, Type, Transitions } = block;
  const there = new Set((Transitions.Errors ?? []).map(({ ErrorType }) => ErrorType));
  const noNext = Transitions.NextAction === undefined && !last.has(Type) ? [`${Identifier} has no next action`] : [];
  return [
    ...noNext,
    ...errorsOf(block)
      .filter((error) => !there.has(error))
      .map((error) => `${Identifier} lacks ${error}`),
  ];
}

function errorsOf({ Type, Parameters }: FlowBlock): readonly string[] {
  if (Type === 'GetParticipantInput') {
    return Parameters.StoreInput === 'True'
      ? ['NoMatchingError']
      : ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'];
  }
  if (Type === 'TransferParticipantToThirdParty') {
    return Parameters.ContinueFlowExecution === 'False'
      ? ['NoMatchingError']
      : ['ConnectionTimeLimitExceeded', 'CallFailed', 'NoMatchingError'];
  }
  return errors[Type] ?? [];
}

function notTexts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(notTexts);
  return typeof value === 'string' ? [] : [JSON.stringify(value)];
}
