/** Messages of a PBX, and what it signs with; all made up. */
export const signing = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const otherSigning = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';
export const caller = '+12025550123';
export const number = '+12025550199';
const id = '1764430000.12';

export const ringing = {
  id,
  event: 'ringing',
  at: '2025-11-20T14:00:00Z',
  direction: 'inbound',
  from: caller,
  to: number,
};
export const queued = { id, event: 'queued', at: '2025-11-20T14:00:02Z', queue: 'sales' };
export const answered = { id, event: 'answered', at: '2025-11-20T14:00:09Z', agent: 'anna' };
export const ended = { id, event: 'ended', at: '2025-11-20T14:01:09Z', endReason: 'NORMAL_CLEARING' };

/** Answered after 7 s in the queue, talked 55 s, 5 s on hold. */
export const record = {
  ...ringing,
  event: 'record',
  at: '2025-11-20T14:01:10Z',
  startedAt: 1763647200,
  queuedAt: '2025-11-20T14:00:02Z',
  answeredAt: '2025-11-20T14:00:09Z',
  endedAt: '2025-11-20T14:01:09Z',
  waitSeconds: 7,
  talkSeconds: '55',
  holdSeconds: 5,
  agent: 'anna',
  queue: 'sales',
  endReason: 'normal clearing',
};

export const lookup = { id, from: caller, to: number };

export const messages = [
  { hook: 'lookup', payload: lookup },
  ...[ringing, queued, answered, ended, record].map((payload) => ({ hook: 'calls', payload })),
];
