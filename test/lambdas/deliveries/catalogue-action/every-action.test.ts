import http from 'node:http';
import https from 'node:https';
import { performAction } from '../../../../lambdas/deliveries/catalogue-action/perform-action.ts';
import {
  type CatalogueField,
  catalogueEntry,
  catalogueNames,
} from '../../../../lambdas/deliveries/destinations/catalogue/catalogue-entry.ts';
import type { HttpRequest } from '../../../../lambdas/deliveries/destinations/destination.ts';

const partner = /segment(?!s|ation|_?ids?\b)|twilio/i;

/** Something that fits a field. */
function valueFor(name: string, { type, choices, properties, multiple }: CatalogueField): unknown {
  const one = () => {
    if (type === 'object') return properties ? valuesFor(properties) : { plan: 'gold' };
    if (choices?.[0] !== undefined) return choices[0];
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return 7;
    if (type === 'datetime' || /time|_at$|date/i.test(name)) return new Date().toISOString();
    if (/mail/i.test(name)) return 'jane@example.com';
    if (/url|endpoint|host/i.test(name)) return 'https://receiver.example/in';
    if (/phone/i.test(name)) return '+12025550123';
    return 'a1b2';
  };
  return multiple ? [one()] : one();
}

function valuesFor(fields: Readonly<Record<string, CatalogueField>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueFor(name, field)]));
}

async function perform(destination: string, action: string): Promise<HttpRequest[]> {
  const { settings, actions } = catalogueEntry(destination)!;
  const { fields, hooks = [], syncModes } = actions[action]!;
  const sent: HttpRequest[] = [];
  const given = {
    ...valuesFor(fields),
    ...Object.fromEntries(hooks.map((hook) => [hook, { id: '123' }])),
    ...(syncModes && { syncMode: syncModes[0] }),
  };
  await performAction(
    { destination, action, settings: valuesFor(settings), fields: given, accessToken: 'token' },
    Date.now() + 20_000,
    {
      now: Date.now,
      send: async (request) => {
        sent.push(request);
        const response = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
        return { kind: 'response', response };
      },
    },
  );
  return sent;
}

test('no action sends but by us, and none names another product as the sender', async () => {
  const aside: string[] = [];
  const refuse = (client: typeof http | typeof https) =>
    jest.spyOn(client, 'request').mockImplementation(((...given: unknown[]) => {
      aside.push(String(given[0]));
      throw new Error('nothing goes out but by us');
    }) as never);
  refuse(http);
  refuse(https);
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (given) => {
    aside.push(given instanceof Request ? given.url : given.toString());
    throw new Error('nothing goes out but by us');
  });
  const names: string[] = [];
  let requests = 0;
  for (const destination of catalogueNames) {
    for (const action of Object.keys(catalogueEntry(destination)!.actions)) {
      const sent = await perform(destination, action);
      requests += sent.length;
      for (const { url, headers, body = '' } of sent) {
        const { pathname, search } = new URL(url);
        const text = `${pathname}${search} ${JSON.stringify(headers)} ${body}`;
        const found = partner.exec(text);
        if (found)
          names.push(`${destination} ${action}: …${text.slice(Math.max(0, found.index - 60), found.index + 40)}`);
      }
    }
  }
  // Most of them take what is made up here.
  expect(requests).toBeGreaterThan(300);
  expect(aside).toEqual([]);
  expect(names).toEqual([]);
});
