import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { deleteDestination } from '../../../../lambdas/settings/destinations/delete-destination.ts';
import { readDestinationSettings } from '../../../../lambdas/settings/destinations/destination-settings.ts';
import {
  findDestination,
  destinationSecretHolder as holder,
} from '../../../../lambdas/settings/destinations/destination-store.ts';
import {
  type DestinationDependencies,
  putDestination,
} from '../../../../lambdas/settings/destinations/put-destination.ts';
import { secretsPlace } from '../../../../lambdas/settings/destinations/stored-destination.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { deleteUnused, longUnused } from '../../../../lambdas/settings/unused-secrets-store.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

const now = Date.UTC(2026, 10, 29);
const later = now + 16 * 60_000;
const signing = (letter: string) => `whsec_${Buffer.alloc(24, letter).toString('base64')}`;
const oauth = (name: string) => ({ clientId: name, clientSecret: name, refreshToken: name });
const hook = (url: string, letter?: string) => ({
  site: 'shop',
  type: 'webhook',
  settings: { url },
  ...(letter !== undefined && { secrets: { signing: signing(letter) } }),
});

let settings: Table;
let secrets: Map<string, Readonly<Record<string, string>>>;
let tokens: number;
let parts: DestinationDependencies;

beforeEach(async () => {
  settings = { documents: embeddedDynamoDB().documents, name: await createTable('Settings') };
  secrets = new Map();
  tokens = 0;
  parts = {
    settings,
    createSecrets: async (place, values) => {
      if (secrets.has(place)) throw new Error('there is such a secret already');
      secrets.set(place, values);
    },
    deleteSecrets: async (place) => void secrets.delete(place),
    newToken: () => `t${++tokens}`,
    refusal: async () => undefined,
  };
  for (const site of ['shop', 'other']) {
    const wanted = { name: site, siteKey: `pk_${site}`, origins: [`https://${site}.example`] };
    await putSite(settings, site, siteSettings.parse(wanted), now);
  }
});

const put = (id: string, body: object, more: Partial<DestinationDependencies> = {}, at = now) =>
  putDestination({ ...parts, ...more }, id, readDestinationSettings(destinations, body), at);

/** What a sender would use: the secrets that the destination names. */
async function secretsOf(id: string) {
  const destination = await findDestination(settings, id);
  const place = destination && secretsPlace(destination);
  return place === undefined ? undefined : secrets.get(place);
}

async function sweepSecrets(at: number): Promise<void> {
  for await (const place of longUnused(settings, holder, at))
    await deleteUnused(settings, holder, place, parts.deleteSecrets);
}

async function notes() {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :unused',
      ExpressionAttributeValues: { ':unused': 'UNUSEDSECRETS' },
    }),
  );
  return Items.map(({ sk }) => sk);
}

test('the settings and the secrets of whoever wins go together, and nothing else is left', async () => {
  for (let race = 0; race < 5; race++) {
    const id = `raced-${race}`;
    const bodies = Array.from({ length: 40 }, (_, index) => {
      const site = index % 3 === 0 ? 'other' : 'shop';
      return index % 2 === 0
        ? { ...hook(`https://${index}.example/in`, String.fromCharCode(33 + index)), site }
        : {
            site,
            type: 'google-ads',
            settings: { customerId: '123-456-7890', conversionActionId: String(index) },
            secrets: oauth(`client-${index}`),
          };
    });
    const results = await Promise.allSettled(bodies.map((body) => put(id, body)));
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    const winner = await findDestination(settings, id);
    const body = bodies.find(
      ({ type, settings: { url, conversionActionId } }: (typeof bodies)[0] & { settings: Record<string, unknown> }) =>
        type === winner!.type &&
        (url === undefined ? conversionActionId === winner!.settings.conversionActionId : url === winner!.settings.url),
    );
    expect(body?.site).toBe(winner!.site);
    expect(await secretsOf(id)).toEqual(body!.secrets);
  }
  expect(secrets.size).toBe(5);
  expect(await notes()).toEqual([]);
});

test('secrets are kept while no address changes', async () => {
  const google = (action: string, more: object) => ({
    site: 'shop',
    type: 'google-ads',
    settings: { customerId: '123-456-7890', conversionActionId: action },
    ...more,
  });
  await put('g', google('1', { secrets: oauth('a') }));
  await put('g', google('2', {}));
  expect(await findDestination(settings, 'g')).toMatchObject({ settings: { conversionActionId: '2' } });
  expect(await secretsOf('g')).toEqual(oauth('a'));
});

test.each([
  ['another host', 'https://evil.example/in'],
  ['another path of the same host', 'https://tool.example/other'],
  ['the same without TLS', 'http://tool.example/in'],
])('%s needs the secrets again, which are named', async (_, url) => {
  await put('hook', hook('https://tool.example/in', 'a'));
  await expect(put('hook', hook(url))).rejects.toMatchObject({
    status: 400,
    errors: [{ field: 'secrets.signing', detail: 'must be given again, because settings.url changes' }],
  });
  expect(await findDestination(settings, 'hook')).toMatchObject({ settings: { url: 'https://tool.example/in' } });
  await put('hook', hook(url, 'b'));
  expect(await secretsOf('hook')).toEqual({ signing: signing('b') });
  expect([...secrets.values()]).toEqual([{ signing: signing('b') }]);
});

test('what another version stored and this one cannot read counts as another address', async () => {
  await put('hook', hook('https://tool.example/in', 'a'));
  const stored = await findDestination(settings, 'hook');
  const Item = { pk: 'SITE#shop', sk: 'DESTINATION#hook', ...stored, settings: { target: 'https://tool.example/in' } };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item }));
  await expect(put('hook', hook('https://tool.example/in'))).rejects.toMatchObject({ status: 400 });
});

test('a destination that is deleted and made again at once has its new secrets', async () => {
  await put('hook', hook('https://tool.example/in', 'a'));
  await deleteDestination(parts, 'hook', now);
  expect(secrets.size).toBe(0);
  await put('hook', hook('https://tool.example/in', 'b'));
  expect(await secretsOf('hook')).toEqual({ signing: signing('b') });
  expect(await notes()).toEqual([]);
});

describe('whatever dies on the way', () => {
  const dies = async () => {
    throw new Error('killed');
  };

  test('after new secrets were made: they are deleted later', async () => {
    const createSecrets: DestinationDependencies['createSecrets'] = async (place, values) => {
      await parts.createSecrets(place, values);
      await dies();
    };
    await expect(put('hook', hook('https://tool.example/in', 'a'), { createSecrets })).rejects.toThrow('killed');
    await sweepSecrets(now + 60_000);
    expect(secrets.size).toBe(1);
    await sweepSecrets(later);
    expect(secrets.size).toBe(0);
    expect(await notes()).toEqual([]);
  });

  test('before the secrets that were replaced are deleted: they are deleted later', async () => {
    await put('hook', hook('https://tool.example/in', 'a'));
    await put('hook', hook('https://tool.example/in', 'b'), { deleteSecrets: dies });
    expect(secrets.size).toBe(2);
    await sweepSecrets(later);
    expect([...secrets.values()]).toEqual([{ signing: signing('b') }]);
    expect(await notes()).toEqual([]);
  });

  test('before the secrets of a deleted destination are deleted: they are deleted later', async () => {
    await put('hook', hook('https://tool.example/in', 'a'));
    await deleteDestination({ ...parts, deleteSecrets: dies }, 'hook', now);
    await sweepSecrets(later);
    expect(secrets.size).toBe(0);
    expect(await notes()).toEqual([]);
  });

  test('secrets that the sweep is about to delete are not taken into use any more', async () => {
    const createSecrets: DestinationDependencies['createSecrets'] = async (place, values) => {
      await parts.createSecrets(place, values);
      await deleteUnused(settings, holder, place, async () => undefined);
    };
    await expect(put('hook', hook('https://tool.example/in', 'a'), { createSecrets })).rejects.toMatchObject({
      status: 409,
    });
    expect(await findDestination(settings, 'hook')).toBeUndefined();
  });

  test('a note that comes once more after its secrets were taken into use costs nothing', async () => {
    await put('hook', hook('https://tool.example/in', 'a'));
    const Item = { pk: 'UNUSEDSECRETS', sk: 'hook/t1', since: now };
    await settings.documents.send(new PutCommand({ TableName: settings.name, Item }));
    await sweepSecrets(later);
    expect(await secretsOf('hook')).toEqual({ signing: signing('a') });
    expect(await notes()).toEqual([]);
  });
});

test('what an earlier version kept at the id of the destination is used, and replaced', async () => {
  await put('hook', hook('https://tool.example/in', 'a'));
  const { secretsAt: _, ...stored } = (await findDestination(settings, 'hook'))!;
  secrets = new Map([['hook', { signing: signing('a') }]]);
  const Item = { pk: 'SITE#shop', sk: 'DESTINATION#hook', ...stored };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item }));
  expect(await secretsOf('hook')).toEqual({ signing: signing('a') });
  await put('hook', hook('https://other.example/in', 'b'));
  expect([...secrets.entries()]).toEqual([['hook/t2', { signing: signing('b') }]]);
});
