import * as z from 'zod';
import type { FunctionAnswer } from '../platform/aws/invoke-function.ts';
import type { Action } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';

const detail = z.string();
const afterSeconds = z.number().optional();

/** What the function that performs actions may answer. */
const outcome: z.ZodType<Outcome> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivered') }),
  z.object({ kind: z.literal('throttled'), afterSeconds, detail }),
  z.object({ kind: z.enum(['transient', 'auth', 'unknown']), detail }),
  z.object({ kind: z.literal('rejected'), field: z.string().optional(), detail }),
]);

/** What is lost on the way back is not known: the answer must come before the caller's own time is over, ms. */
const answerMs = 1500;

/** Has another function perform an action, all of it within that time, ms. */
export async function performBy(
  invoke: (
    payload: { readonly action: Action; readonly timeoutMs: number },
    timeoutMs: number,
  ) => Promise<FunctionAnswer>,
  action: Action,
  timeoutMs: number,
): Promise<Outcome> {
  const payload = { action, timeoutMs: Math.max(0, timeoutMs - answerMs) };
  return performedOutcome(await invoke(payload, Math.max(1, timeoutMs)));
}

/** What came of an action that another function was to perform. */
export function performedOutcome(answer: FunctionAnswer): Outcome {
  switch (answer.kind) {
    case 'answer': {
      const { data } = outcome.safeParse(answer.value);
      return data ?? { kind: 'unknown', detail: 'the action answered nothing that this version knows' };
    }
    case 'not-begun': {
      const text = `the action did not begin (${answer.error})`;
      return answer.passing ? { kind: 'transient', detail: text } : { kind: 'rejected', detail: text };
    }
    case 'no-answer':
      return { kind: 'unknown', detail: 'the action did not say what came of it' };
  }
}
