import { setImmediate } from 'node:timers/promises';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { readTogether } from '../../../lambdas/platform/aws/read-together.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';

/** Tables as functions read them, whose answers come in waves: what is asked before any of them was answered, is one. */
export function inWaves(sources: MatchSources) {
  const waiting: (() => Promise<void>)[] = [];
  const waves: number[] = [];
  const counted = (table: Table): Table => ({
    ...table,
    documents: new Proxy(table.documents, {
      get: (documents, name) =>
        name !== 'send'
          ? Reflect.get(documents, name)
          : (command: Parameters<typeof documents.send>[0]) =>
              new Promise((resolve, reject) => {
                waiting.push(() => documents.send(command).then(resolve, reject));
              }),
    }),
  });
  /** How many operations each wave has, until the work is done. */
  async function run<T>(work: Promise<T>): Promise<{ result: T; waves: number[] }> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      const wave = waiting.splice(0);
      if (wave.length > 0) waves.push(wave.length);
      await Promise.all(wave.map((send) => send()));
    }
    return { result: await done, waves };
  }
  const { settings, leases, visits, calls } = sources;
  const readItem = readTogether(counted(settings).documents);
  const together = (table: Table): Table => ({ ...counted(table), readItem });
  const wrapped = {
    ...sources,
    settings: together(settings),
    leases: together(leases),
    visits: together(visits),
    calls: together(calls),
  };
  return { sources: wrapped, run };
}
