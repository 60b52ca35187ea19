import { managementRoutes } from '../../../lambdas/platform/names.ts';
import { freshTables, request, shop } from './management-client.ts';

beforeAll(async () => {
  await freshTables();
  await request('PUT /v1/sites/shop', shop);
});

const withIds = managementRoutes.filter((route) => route.includes('{'));
const ids: readonly (readonly [string, string])[] = [
  ['3,000 letters', 'x'.repeat(3000)],
  ['1,025 bytes', 'x'.repeat(1025)],
  ['400 emojis', encodeURIComponent('📞'.repeat(400))],
  ['half a character', '%ED%A0%80'],
  ['a broken escape', '%zz%'],
  ['a null character', '%00'],
  ['a name of every object', '__proto__'],
  ['a name of every object', 'constructor'],
];

test.each(withIds.flatMap((route) => ids.map(([what, id]) => [route, what, id])))(
  '%s with %s as id',
  async (route, _, id) => {
    const body = route.startsWith('GET') || route.startsWith('DELETE') ? undefined : bodyOf(route);
    const { status, body: answer } = await request(route.replaceAll(/\{\w+\}/g, id), body);
    // `constructor` is an id like any other: of a site that has the key of another one.
    expect([400, 404, 409]).toContain(status);
    expect(JSON.stringify(answer).length).toBeLessThan(3000);
  },
);

function bodyOf(route: string): object {
  if (route.startsWith('PUT /v1/sites')) return shop;
  if (route.includes('outcome')) return { eventId: 'e', outcome: 'sold' };
  return route.includes('numbers') ? { numbers: ['+12025550101'] } : {};
}

test.each([
  ['sites', { origins: [`https://${'a'.repeat(500_000)}.example`] }],
  ['sites', { siteKey: 'x'.repeat(100_000) }],
  ['sites', { swap: { selectors: ['x'.repeat(100_000)] } }],
  ['rules', { site: 'shop', conversion: { name: 'a', value: 'revenue' }, when: { source: 'x'.repeat(500_000) } }],
  ['rules', { site: 'shop', conversion: { name: 'a', value: 'revenue' }, when: { outcome: ['x'.repeat(500_000)] } }],
  ['rules', { site: 'shop', conversion: { name: 'a', value: 'revenue' }, when: { talkSeconds: { gte: 1e200 } } }],
  ['rules', { site: 'shop', conversion: { name: 'a', value: 'revenue' }, when: { talkSeconds: { gt: 5e-324 } } }],
  [
    'pools',
    { site: 'shop', kind: 'session', source: 'x', defaultNumber: '+493023125000', targets: { accuracy: 1e-200 } },
  ],
])('a value that no table keeps is a 400 (%s, %#)', async (kind, wrong) => {
  const answer = await request(`PUT /v1/${kind}/odd`, kind === 'sites' ? { ...shop, ...wrong } : wrong);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body).length).toBeLessThan(1500);
});
