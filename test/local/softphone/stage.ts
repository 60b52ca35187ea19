import type { Connect } from '../../../local/softphone/connect.ts';
import type { ContactEvent } from '../../../local/softphone/contact-event.ts';
import { instanceOf } from '../../../local/softphone/instance.ts';
import { createSoftphone, type Softphone } from '../../../local/softphone/softphone.ts';
import type { Lookup } from '../../../local/softphone/softphone-call.ts';

export const instance = instanceOf(
  'arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-4000-8000-000000000000',
);
export const start = Date.UTC(2026, 0, 31, 12, 0, 0, 250);

/** A softphone whose time passes only when it is told to, in front of a stack that notes what it gets. */
export interface Stage {
  readonly softphone: Softphone;
  readonly lookups: object[];
  readonly events: ContactEvent[];
  readonly records: string[];
  pass(milliseconds: number): Promise<void>;
}

export function setStage(lookUp?: () => ReturnType<Connect['lookUp']>): Stage {
  let [now, ids] = [start, 0];
  const planned: { at: number; work: () => Promise<void> }[] = [];
  const [lookups, events, records]: [object[], ContactEvent[], string[]] = [[], [], []];
  const answered: Exclude<Lookup, { state: 'asking' }> = {
    state: 'answered',
    milliseconds: 20,
    answer: { action: 'queue', queueArn: '', whisper: 'Call from google spring' },
  };
  const softphone = createSoftphone({
    connect: {
      lookUp: async (event) => {
        lookups.push(event);
        return lookUp ? lookUp() : answered;
      },
      putEvent: async (event) => void events.push(event),
      putRecord: async (_id, record) => void records.push(record),
    },
    instance,
    now: () => now,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    newSeed: () => ids,
    after: (milliseconds, work) => void planned.push({ at: now + milliseconds, work }),
  });
  return {
    softphone,
    lookups,
    events,
    records,
    pass: async (milliseconds) => {
      const until = now + milliseconds;
      for (;;) {
        const [next] = planned.toSorted((a, b) => a.at - b.at);
        if (next === undefined || next.at > until) break;
        planned.splice(planned.indexOf(next), 1);
        now = Math.max(now, next.at);
        await next.work();
      }
      now = until;
    },
  };
}

/** Dials, talks for ten seconds unless the call is missed, hangs up, and waits until all is said. */
export async function playCall(
  stage: Stage,
  {
    caller = '+12025550123',
    seed = 1,
    missed = false,
  }: { caller?: string | null; seed?: number; missed?: boolean } = {},
): Promise<string> {
  const { id } = await stage.softphone.dial({ number: '+12025550100', caller, seed, events: true });
  await stage.pass(3000);
  if (!missed) stage.softphone.answer(id);
  await stage.pass(10_000);
  stage.softphone.hangUp(id, { by: 'caller', record: true });
  await stage.pass(60_000);
  return id;
}
