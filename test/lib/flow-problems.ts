/** As much of a flow as its graph needs; exported flows leave out what is empty. */
export interface FlowGraph {
  readonly StartAction: string;
  readonly Actions: readonly {
    readonly Identifier: string;
    readonly Transitions: {
      readonly NextAction?: string;
      readonly Errors?: readonly { readonly NextAction: string }[];
      readonly Conditions?: readonly { readonly NextAction: string }[];
    };
  }[];
}

/** What is wrong with a flow's graph: an identifier that stands twice, a target that is not there, an action that nothing leads to. */
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
    ...missing.map((id) => `${id} is not there`),
    ...ids.filter((id) => !reached.has(id)).map((id) => `nothing leads to ${id}`),
  ];
}

function targetsOf({ Transitions }: FlowGraph['Actions'][number]): string[] {
  const { NextAction, Errors = [], Conditions = [] } = Transitions;
  return [
    ...(NextAction === undefined ? [] : [NextAction]),
    ...[...Errors, ...Conditions].map((way) => way.NextAction),
  ];
}
