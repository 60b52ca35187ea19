import { lineQuality } from '../../../../../lambdas/calls/carriers/connect/line-quality.ts';
import { recordingOf } from '../../../../../lambdas/calls/carriers/connect/recording.ts';
import { readPart } from '../../../../../lambdas/calls/carriers/payload-part.ts';

const recording = (contact: object) => recordingOf(readPart(contact, []));
const quality = (contact: object) => lineQuality(readPart(contact, []));

test('a recording is told alone or in a list, with its scheme or without', () => {
  const available = { location: 's3://bucket/a.wav', status: 'available' };
  expect(recording({ Recording: { Location: 'bucket/a.wav', Status: 'AVAILABLE' } })).toEqual(available);
  expect(recording({ Recording: { Location: 's3://bucket/a.wav' } })).toEqual(available);
  expect(recording({ Recordings: [{ Location: '/bucket/a.wav' }] })).toEqual(available);
  expect(recording({ Recording: { Location: 'bucket/a.wav', Status: 'DELETED' } })).toMatchObject({
    status: 'deleted',
  });
  expect([recording({}), recording({ Recording: null })]).toEqual([undefined, undefined]);
});

test('of several the one of the talk counts, and none of the screen', () => {
  const screen = { Location: 'bucket/screen.mp4', MediaStreamType: 'VIDEO' };
  const before = { Location: 'bucket/ivr.wav', ParticipantType: 'IVR' };
  const talk = { Location: 'bucket/talk.wav', StorageType: 'S3', StartTimestamp: '2025-11-20T14:00:09Z' };
  expect(recording({ Recordings: [screen, before, talk] })).toEqual({
    location: 's3://bucket/talk.wav',
    startedAt: Date.parse('2025-11-20T14:00:09Z'),
    status: 'available',
  });
  expect(recording({ Recordings: [screen, before] })).toMatchObject({ location: 's3://bucket/ivr.wav' });
  expect(recording({ Recordings: [{ ...talk, StorageType: 'KINESIS_VIDEO_STREAM' }] })).toBeUndefined();
});

const audio = (QualityScore: unknown, PotentialQualityIssues: unknown = []) => ({
  Audio: { QualityScore, PotentialQualityIssues },
});

test('the quality of the line is told of each side, where there is any', () => {
  const both = { Agent: audio(4.567, ['HighPacketLoss']), Customer: audio(3, ['HighPacketLoss', 'HighJitterBuffer']) };
  expect(quality({ QualityMetrics: both })).toEqual({
    agentScore: 4.57,
    customerScore: 3,
    issues: ['HighJitterBuffer', 'HighPacketLoss'],
  });
  expect(quality({ QualityMetrics: { Agent: audio(0), Customer: audio(9, ['x y']) } })).toBeUndefined();
  expect(quality({ QualityMetrics: { Customer: audio(2) } })).toEqual({ customerScore: 2, issues: [] });
  expect(quality({})).toBeUndefined();
});
