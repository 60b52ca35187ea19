/** An event of Chromium's trace; times in µs. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly fileName?: string } };
}

/** Processor time in ms that a page's thread spent on a script. */
export interface ScriptTime {
  /** Its evaluation, and functions of it that the browser called; what these call in turn belongs to them. */
  readonly calls: number;
  /** What went on after promises: continuations have no address, so a page with other scripts counts theirs, too. */
  readonly continuations: number;
}

/** `file` says which addresses are the script's. */
export function scriptTimeOf(events: readonly TraceEvent[], file: RegExp): ScriptTime {
  const whole = events.filter(({ ph }) => ph === 'X');
  const called = outermost(whole.filter((event) => isCall(event) && file.test(addressOf(event))));
  const anyCalled = whole.filter((event) => isCall(event));
  const after = outermost(whole.filter(({ name }) => name === 'RunMicrotasks')).map((event) => {
    const within = outermost(anyCalled.filter((call) => isWithin(call, event)));
    const around = anyCalled.some((call) => isWithin(event, call));
    return around ? 0 : processorTime(event) - sum(within.map(processorTime));
  });
  return { calls: sum(called.map(processorTime)) / 1000, continuations: sum(after) / 1000 };
}

function isCall({ name }: TraceEvent): boolean {
  return name === 'EvaluateScript' || name === 'FunctionCall' || name === 'v8.compile';
}

function addressOf({ args }: TraceEvent): string {
  return (args?.data?.url ?? args?.data?.fileName ?? '').replace(/[?#].*/, '');
}

function processorTime({ tdur, dur }: TraceEvent): number {
  return tdur ?? dur ?? 0;
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  const sameThread = inner.pid === outer.pid && inner.tid === outer.tid;
  return sameThread && inner.ts >= outer.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);
}

function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  return events.filter((event, index) => {
    return !events.some(
      (other, at) => at !== index && isWithin(event, other) && !(isWithin(other, event) && at > index),
    );
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
