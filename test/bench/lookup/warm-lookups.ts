import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectCaller } from '../../e2e/connect-caller.ts';
import { contact } from '../../e2e/connect-payloads.ts';

/** What lookups at a steady rate took, ms, and how many were not answered with the route that is expected. */
export interface WarmLookups {
  readonly times: readonly number[];
  readonly wrong: number;
}

/** Phones that ring at a steady rate, each of another caller, whoever of the others is answered already. */
export async function warmLookups(
  connect: ConnectCaller,
  number: string,
  { rate, seconds, whisper }: { readonly rate: number; readonly seconds: number; readonly whisper: string },
): Promise<WarmLookups> {
  const times: number[] = [];
  let wrong = 0;
  const ring = async (index: number) => {
    const began = performance.now();
    const caller = `+1305555${String(100 + (index % 100)).padStart(4, '0')}`;
    const answer = await connect.lookup(contact(number, caller)).catch(() => undefined);
    times.push(performance.now() - began);
    if (answer?.whisper !== whisper) wrong++;
  };
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < rate * seconds; index++) {
    const wait = began + (index * 1000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    all.push(ring(index));
  }
  await Promise.all(all);
  return { times, wrong };
}
