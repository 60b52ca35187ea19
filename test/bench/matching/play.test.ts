import { product, rivals } from './contestants.ts';
import { judge } from './judge.ts';
import { type Played, play } from './play.ts';

const scene = { numbers: 10, load: 0.5, curve: 'usual', seed: 4, confirmed: 2, judged: 40 } as const;
let played: Played;

beforeAll(async () => {
  played = await play(scene);
});

test('calls are judged once enough are confirmed, each with its truth and what the product tells at the end', () => {
  const { calls, before } = played;
  expect(before).toBeGreaterThan(0);
  expect(calls.length).toBeGreaterThanOrEqual(40);
  for (const { kind, visitor, match, isShared, unlearnt } of calls) {
    expect(visitor === undefined).toBe(kind === 'unrelated');
    expect(match).toMatchObject({ site: 'shop', pool: 'web' });
    expect(match.method === 'source').toBe(isShared);
    expect(unlearnt).toBeGreaterThanOrEqual(0);
  }
});

test('the visitors that matches name are those who came', () => {
  const holders = new Set(played.calls.flatMap((call) => call.holders.map(({ visitor }) => visitor)));
  const named = played.calls.flatMap(({ match }) => (match.method === 'lease' ? (match.visit?.visitor ?? []) : []));
  expect(named.length).toBeGreaterThan(15);
  for (const visitor of named) expect(holders).toContain(visitor);
});

test('codes that callers say reach the product', async () => {
  const { calls } = await play({ ...scene, curve: 'slow', confirmed: 0, judged: 40 });
  const linked = calls.filter(({ match }) => match.linkedVisits.length > 0 || match.method === 'phone-code');
  expect(linked.length).toBeGreaterThan(0);
  expect(calls.flatMap(({ match }) => match.refusedCodes ?? [])).toEqual([]);
});

test('the product and its rivals are judged by the same calls', () => {
  const { calls } = played;
  const [ours, ...theirs] = [product, ...rivals].map((one) => judge(calls, one.claims(calls)));
  expect(ours?.first.share).toBeGreaterThan(0.6);
  for (const { first, again } of theirs) {
    expect({ first: first.of, again: again.of }).toEqual({ first: ours?.first.of, again: ours?.again.of });
  }
  expect(ours?.sharedNamed.share || 0).toBe(0);
  const [holder, last] = theirs;
  expect(holder!.first.share).toBeGreaterThan(last!.first.share);
});

test('the same seed plays the same people', async () => {
  const again = await play({ ...scene, judged: 15 });
  const known = (of: Played) =>
    of.calls.slice(0, 15).map(({ kind, number, startedAt }) => ({ kind, number, startedAt }));
  expect(known(again)).toEqual(known(played));
});
