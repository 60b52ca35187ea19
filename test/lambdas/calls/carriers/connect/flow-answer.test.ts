import { flowAnswer } from '../../../../../lambdas/calls/carriers/connect/flow-answer.ts';
import { type CallRoute, defaultRoute } from '../../../../../lambdas/calls/routing/call-route.ts';
import { languages } from '../../../../../lambdas/calls/spoken/languages.ts';

const answer = (route: Partial<CallRoute>) => flowAnswer({ ...defaultRoute('call-1'), ...route }, 'arn:default');

test.each([
  [{ action: 'default' }, 'queue', 'arn:default'],
  [{ action: 'queue', queue: 'arn:sales' }, 'queue', 'arn:sales'],
  [{ action: 'reject' }, 'reject', 'arn:default'],
  [{ action: 'phones', phones: ['+4930231250'] }, 'phone', 'arn:default'],
] as const)('the route %j is the action %s', (route, action, queueArn) => {
  expect(answer(route)).toMatchObject({ action, queueArn });
});

test('of more phones than the flow rings the first two are told', () => {
  const phones = ['+4930231250', '+4930231251', '+4930231252'];
  expect(answer({ action: 'phones', phones })).toMatchObject({
    phones: '2',
    forwardTo1: phones[0],
    forwardTo2: phones[1],
  });
  expect(answer({ action: 'phones', phones: [] })).toMatchObject({ phones: '0', forwardTo1: '', forwardTo2: '' });
});

test.each([
  [5, '10'],
  [10, '10'],
  [13, '15'],
  [20, '20'],
  [26, '30'],
  [120, '60'],
])('%d seconds become %s, which the flow has', (ringSeconds, ring) => {
  expect(answer({ ringSeconds })).toMatchObject({ ring });
});

test('what is spoken is in the language of the route, else in English; nothing is missing', () => {
  expect(answer({ language: 'de-AT', record: 'ask' })).toMatchObject({
    language: 'de',
    record: 'ask',
    askRecordingText: languages.de.askRecording,
    recordedText: languages.de.recorded,
    nobodyText: languages.de.nobody,
  });
  expect(answer({ language: 'uk-UA' })).toMatchObject({ language: 'en', nobodyText: languages.en.nobody });
  for (const value of Object.values(answer({}))) expect(typeof value).toBe('string');
});
