import { parse } from 'csv-parse/sync';
import { callWorld, putRuleFor, ruleOf, thatDay } from './call-world.ts';
import { rawRequest, request } from './management-client.ts';

test('list, file and detail name the rules of a call with their versions, and its tags with those of rules', async () => {
  const world = await callWorld();
  await putRuleFor(world, { tags: ['roof'] });
  await request('PUT /v1/rules/other', ruleOf({ when: { talkSeconds: { gte: 999 } }, tags: ['never'] }));
  await world.call({ call: 'a' });
  await request('POST /v1/calls/a/outcome', { eventId: '1', tags: ['vip'] });
  await world.work();
  expect(await request('PUT /v1/rules/talk', ruleOf({ tags: ['window'] }))).toMatchObject({ body: { version: 2 } });
  await world.call({ call: 'b', at: Date.now() });

  const told = { tags: ['roof', 'vip'], rules: [{ id: 'talk', version: 1 }] };
  expect((await request(`GET /v1/calls?${thatDay}`)).body.items).toMatchObject([told]);
  expect((await request(`GET /v1/calls?${thatDay}&q=roof`)).body.items).toHaveLength(1);
  const { body: file = '' } = await rawRequest(`GET /v1/calls.csv?${thatDay}`);
  expect(parse(file, { columns: true })).toMatchObject([{ tags: 'roof; vip', rules: 'talk 1' }]);
  expect((await request('GET /v1/calls/a')).body).toMatchObject({
    tags: ['roof', 'vip'],
    conversions: [{ rule: 'talk', ruleVersion: 1 }],
  });
  expect((await request('GET /v1/calls/b')).body).toMatchObject({
    tags: ['window'],
    conversions: [{ ruleVersion: 2 }],
  });
});
