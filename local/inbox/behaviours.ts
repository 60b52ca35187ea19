import * as z from 'zod';

export const answers = ['ok', 'error', 'hang', 'redirect', 'gone'] as const;
export type BehaviourAnswer = (typeof answers)[number];

/** How an inbox behaves for a while. */
export const behaviourRequest = z.strictObject({
  answer: z.enum(answers),
  seconds: z.number().positive().max(86_400).default(60),
});

export interface Behaviour {
  readonly answer: BehaviourAnswer;
  /** ms since 1970, after which it is `ok` again; absent if it is. */
  readonly until?: number;
}

/** The receivers that misbehave just now; it is not kept over a restart. */
export interface Behaviours {
  of(name: string): Behaviour;
  set(name: string, behaviour: z.infer<typeof behaviourRequest>): Behaviour;
}

/** @param now ms since 1970 */
export function createBehaviours(now: () => number): Behaviours {
  const known = new Map<string, Behaviour>();
  const of = (name: string): Behaviour => {
    const behaviour = known.get(name);
    return behaviour?.until !== undefined && behaviour.until > now() ? behaviour : { answer: 'ok' };
  };
  return {
    of,
    set: (name, { answer, seconds }) => {
      if (answer === 'ok') known.delete(name);
      else known.set(name, { answer, until: now() + seconds * 1000 });
      return of(name);
    },
  };
}

export function behaviourView({ answer, until }: Behaviour): object {
  return { answer, ...(until !== undefined && { until: new Date(until).toISOString() }) };
}
