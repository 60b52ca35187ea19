import { ingestMessage, MalformedMessage } from '../../../lambdas/settle/ingest-message.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { type House, kept, openHouse, played, showAnna, soonAfter, start } from './call-house.ts';

const half = 'Ann \ud83d';

/** What JSON can say and no table, key, queue or date takes. Each with its text, as JSON cannot be made of all of them. */
const odd: readonly (readonly [name: string, json: string])[] = [
  ['half a character', JSON.stringify(half)],
  ['the other half', '"\\ude00 Ann"'],
  ['an emoji', '"Ann 😀"'],
  ['NUL', '"a\\u0000b"'],
  ['a noncharacter', '"\uFFFE\uFFFF"'],
  ['a control character', '"\\u0001"'],
  ['a number too small for a table', '1e-300'],
  ['a number too large for a table', '1e300'],
  ['a number of 40 digits', '1234567890123456789012345678901234567890'],
  ['minus zero', '-0'],
  ['an empty list', '[]'],
  ['50 levels', `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`],
  ['600 characters', JSON.stringify('ü1'.repeat(300))],
  ['500 characters of three bytes', JSON.stringify(`1${'€'.repeat(500)}`)],
  ['a year of six digits', '"+275760-09-13T00:00:00.001Z"'],
  ['the last time that a date holds', '8.64e15'],
];

const { raw } = JSON.parse(played().record) as { raw: string };
const contactRecord = JSON.parse(raw) as Record<string, unknown>;
const { payload } = JSON.parse(played().lookup) as { payload: object };
const event = JSON.parse(played().events[2]!) as object;

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))].slice(
    path.length === 0 ? 1 : 0,
  );
}

/** The JSON text of the value with another text at the path. */
function withJson(value: unknown, [name, ...rest]: readonly string[], json: string): string {
  if (name === undefined) return json;
  const fields = Object.entries(value as Record<string, unknown>).map(
    ([key, inner]) => `${JSON.stringify(key)}:${key === name ? withJson(inner, rest, json) : JSON.stringify(inner)}`,
  );
  return `{${fields.join(',')}}`;
}

let house: House;
const archived = new Map<string, string>();

beforeEach(async () => {
  house = await openHouse();
  await showAnna(house);
  archived.clear();
});

/** Keeps and settles; answers the calls. */
async function take(body: string): Promise<readonly string[]> {
  const deps = {
    calls: house.sources.calls,
    load: async (key: string) => archived.get(key)!,
    archive: async (key: string, bytes: Uint8Array) => void archived.set(key, Buffer.from(bytes).toString()),
  };
  const { calls } = await ingestMessage(body, start, deps);
  for (const call of calls) await settle(call, house.deps, soonAfter);
  return calls;
}

const recordBody = (text: string) =>
  JSON.stringify({ kind: 'carrier', carrier: 'connect', hook: 'records', receivedAt: start, raw: text });
const bodies: readonly (readonly [name: string, value: object, body: (json: string) => string])[] = [
  ['record', contactRecord, recordBody],
  ['lookup', payload, (json) => `{"kind":"connect-lookup","receivedAt":${start},"payload":${json}}`],
  ['event', event, (json) => json],
];

test.each(bodies.flatMap(([kind, value, body]) => odd.map(([name, json]) => ({ kind, value, body, name, json }))))(
  'a $kind with $name in any field is kept and settled, or malformed',
  async ({ value, body, json }) => {
    const faults: { readonly path: string; readonly error: unknown }[] = [];
    for (const path of pathsOf(value)) {
      await take(body(withJson(value, path, json))).catch((error: unknown) => {
        if (!(error instanceof MalformedMessage)) faults.push({ path: path.join('.'), error });
      });
    }
    expect(faults).toEqual([]);
  },
);

test.each([
  ['Agent.Username', { Agent: { ...(contactRecord.Agent as object), Username: half } }],
  ['Queue.Name', { Queue: { ...(contactRecord.Queue as object), Name: half } }],
  ['DisconnectReason', { DisconnectReason: half }],
  ['SystemEndpoint.Address', { SystemEndpoint: { Address: '+1202555\ud83d' } }],
  ['InitiationMethod', { InitiationMethod: half }],
  ['NextContactId', { NextContactId: half }],
])('half a character in %s is noted, and the rest of the record is kept', async (what, change) => {
  await take(recordBody(JSON.stringify({ ...contactRecord, ...change })));
  const { call } = await kept(house);
  expect(call).toMatchObject({ status: 'completed', final: true, talkSeconds: 33 });
  expect(call?.ignored).toEqual([{ what, reason: 'holds half a character' }]);
});

test('half a character in what nobody reads changes nothing, and stays in what was sent', async () => {
  const text = JSON.stringify({ ...contactRecord, Attributes: { x: half, [half]: 'x' } });
  await take(recordBody(text));
  expect((await kept(house)).call).toMatchObject({ final: true, ignored: [] });
});

test('an emoji is a character like any other', async () => {
  await take(
    recordBody(JSON.stringify({ ...contactRecord, Agent: { Username: 'Ann 😀', AgentInteractionDuration: 9 } })),
  );
  expect((await kept(house)).call).toMatchObject({ final: true, ignored: [] });
});
