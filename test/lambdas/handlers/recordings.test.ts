import { findRecording } from '../../../lambdas/journal/conversation/find-recording.ts';
import { record } from '../calls/carriers/connect/samples.ts';
import { fromRecord } from '../calls/observations.ts';
import { callWorld } from './call-world.ts';
import { request } from './management-client.ts';

const recorded = (Recording: object) => [fromRecord({ ...record, ContactId: 'c', Recording, Recordings: null })];

test.each([
  ['amazon-connect-1/connect/shop/a.wav', { kind: 's3', bucket: 'amazon-connect-1', key: 'connect/shop/a.wav' }],
  ['s3://amazon-connect-1/connect/shop/a.wav', { kind: 's3', bucket: 'amazon-connect-1', key: 'connect/shop/a.wav' }],
])('a location like %s', (Location, place) => {
  expect(findRecording('c', recorded({ Location, Status: 'AVAILABLE' }), undefined)).toMatchObject({ leg: 'c', place });
});

test('of another carrier it is told as it is', () => {
  const [observation] = recorded({});
  const location = 'https://api.carrier.example/recordings/1.mp3';
  const told = { ...observation!, fields: { recording: { location, status: 'available' as const } } };
  expect(findRecording('c', [told], 'c').place).toEqual({ kind: 'carrier', url: location });
  const unsafe = {
    ...told,
    fields: { recording: { location: 'http://carrier.example/1', status: 'available' as const } },
  };
  expect(() => findRecording('c', [unsafe], 'c')).toThrow('does not say where');
});

test('what there is not, and what was deleted', async () => {
  expect(() => findRecording('c', recorded({ Location: 'b/k.wav', Status: 'DELETED' }), undefined)).toThrow('deleted');
  expect(() => findRecording('c', [], undefined)).toThrow('no recording');
  expect(() => findRecording('c', recorded({ Location: 'b/k.wav' }), 'other')).toThrow('no recording of leg');
  const world = await callWorld();
  await world.call({ call: 'call-1' });
  expect((await request('GET /v1/calls/call-1/recording')).status).toBe(404);
  const reporter = await world.addKey({ role: 'crm', source: 'crm' });
  expect((await request('GET /v1/calls/call-1/recording', undefined, reporter)).status).toBe(403);
});
