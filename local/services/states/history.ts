/** An entry of GetExecutionHistory; only names and order of the events are those of the service. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly stateEnteredEventDetails?: { readonly name: string; readonly input: string };
  readonly stateExitedEventDetails?: { readonly name: string; readonly output: string };
}

/** What the interpreter says while it runs. */
export interface InterpreterEvent {
  readonly type: string;
  readonly timestamp: number;
  readonly state?: { readonly name: string; readonly type: string; readonly input: unknown; readonly output?: unknown };
}

/** @param position how many events came before */
export function historyEvent(event: InterpreterEvent, position: number): HistoryEvent {
  const { state } = event;
  const entry = { id: position + 1, previousEventId: position, timestamp: event.timestamp / 1000 };
  if (state === undefined) return { ...entry, type: event.type };
  const type = event.type.replace(/^State/, `${state.type}State`);
  const { name } = state;
  if (event.type === 'StateEntered') {
    return { ...entry, type, stateEnteredEventDetails: { name, input: JSON.stringify(state.input) } };
  }
  if (event.type !== 'StateExited') return { ...entry, type };
  return { ...entry, type, stateExitedEventDetails: { name, output: JSON.stringify(state.output ?? null) } };
}
