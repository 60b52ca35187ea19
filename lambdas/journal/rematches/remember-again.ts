import type { StoredCall } from '../../calls/call-item.ts';
import { decidingCall, memoryAfter, memoryChange } from '../../calls/callers/returning-caller.ts';
import type { RememberAgain } from '../../calls/match/gather-match-facts.ts';
import type { Settling } from '../../settle/work-out-call.ts';

/** Works a call out anew by a memory of its caller. */
export type WorkOutBy = (call: string, remembered: RememberAgain) => Promise<Settling>;

/**
 * A caller who is remembered follows their first call. So what is remembered is worked out from their calls before, oldest first, each matched again
 * if it is among those that are (`isAmong`), until nothing can change it any more.
 */
export function rememberingAgain(workOut: WorkOutBy, isAmong: (call: StoredCall) => boolean): RememberAgain {
  const worked = new Map<string, Promise<Settling>>();
  return async (kept, earlier) => {
    let memory = kept;
    for (const call of earlier) {
      const before = memory;
      const working = worked.get(call) ?? workOut(call, async () => before);
      worked.set(call, working);
      const { settled, joining } = await working;
      if (settled?.stored === undefined || joining !== undefined) continue;
      const one = isAmong(settled.stored) ? settled.next : settled.stored;
      memory = memoryAfter(memory, memoryChange(memory, one, one.match));
      if (decidingCall(memory) === call) break;
    }
    return memory;
  };
}
