import { evidenceItem } from '../../../lambdas/calls/time-to-call/evidence-item.ts';
import { putEvidence, readEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import { knowledgeMemory } from '../../../lambdas/calls/time-to-call/knowledge-memory.ts';
import { learnPool } from '../../../lambdas/calls/time-to-call/learn-pool.ts';
import { learnWhenDue } from '../../../lambdas/calls/time-to-call/learn-when-due.ts';
import { show } from '../calls/stores.ts';
import { callsOf } from '../calls/time-to-call/evidence.ts';
import { kept, number, openHouse, played, start, tell } from './call-house.ts';

const minute = 60_000;

/** Eight visitors were shown the number before the call, one in forty minutes; the last of them five minutes ago. */
async function house() {
  const opened = await openHouse();
  const memory = knowledgeMemory();
  const knowledgeOf = (pool: string) => memory.of(opened.sources.calls, pool, start);
  for (let index = 0; index < 8; index++) {
    await show(opened.sources, number, `visitor-${index}`, start - (5 + 40 * index) * minute);
  }
  return { ...opened, deps: { ...opened.deps, knowledgeOf } };
}

async function matched() {
  const opened = await house();
  await tell(opened, played().record);
  return (await kept(opened)).call!.match;
}

test('a pool whose visitors call after two hours is believed so within 500 confirmed calls', async () => {
  const before = await matched();
  expect(before).toMatchObject({ method: 'lease', visit: { visitor: 'visitor-0' } });
  expect(before.confidence).toBeGreaterThan(0.9);
  expect(before.reason).toContain('by published figures');

  const opened = await house();
  const evidence = callsOf({ median: 7200, sigma: 0.5 }, 500, 1);
  for (const one of evidence) await putEvidence(opened.sources.calls, evidenceItem('web', one, 1));
  await learnWhenDue(opened.sources.calls, 'web', evidence.length, start);
  await tell(opened, played().record);
  const { match } = (await kept(opened)).call!;
  const chanceOf = (visitor: string) => match.candidates.find((one) => one.visitor === visitor)?.confidence ?? 0;
  expect(chanceOf('visitor-0')).toBeLessThan(0.25);
  expect(chanceOf('visitor-2') + chanceOf('visitor-3')).toBeGreaterThan(0.25);
  expect(match.visit?.visitor).not.toBe('visitor-0');
  expect(match.confidence).toBeLessThan(0.6);
  expect(match.reason).toMatch(/by the last \d+ calls of pool web/);
});

test('what calls told by way of settling is what is learnt', async () => {
  const opened = await house();
  await tell(opened, played().record);
  const [told] = await readEvidence(opened.sources.calls, 'web');
  expect(learnPool([told!], start).calls).toBe(1);
  expect(told?.ages).toEqual(Array.from({ length: 8 }, (_, index) => (5 + 40 * index) * 60));
});
