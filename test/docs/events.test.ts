import { Webhook } from 'standardwebhooks';
import { destinations } from '../../lambdas/deliveries/destinations/registry.ts';
import { signatureHeaders } from '../../lambdas/deliveries/destinations/webhook/webhook-signature.ts';
import { schedule } from '../../lambdas/deliveries/schedule.ts';
import { sampleBody } from '../../lambdas/deliveries/trial/sample-inputs.ts';
import { eventMessages } from '../../lambdas/events/event-message.ts';
import { eventType } from '../../lambdas/events/event-type.ts';
import { readDestinationSettings } from '../../lambdas/settings/destinations/destination-settings.ts';
import { described } from './described-api.ts';
import { readPaper } from './markdown.ts';

const paper = readPaper('docs/events.md');
const under = (section: string) => paper.blocks.find((block) => block.section === section)!.text;

describe.each(eventType.options)('%s', (type) => {
  test('is told in the paper as it is sent', () => {
    expect(JSON.parse(under(type))).toEqual(JSON.parse(sampleBody(type)));
  });

  test('is what its schema says, and no more', () => {
    const sample = JSON.parse(sampleBody(type));
    expect(eventMessages[type].parse(sample)).toEqual(sample);
    expect(eventMessages[type].safeParse({ ...sample, schemaVersion: 2 }).success).toBe(false);
  });

  test('stands in the table of types, and in the description of the API with its sample', () => {
    expect(paper.prose).toContain(`| \`${type}\` |`);
    const content = { 'application/json': { example: JSON.parse(sampleBody(type)) } };
    expect(described.webhooks[type]).toMatchObject({ post: { requestBody: { content } } });
  });
});

test('a webhook subscribes as the paper says', () => {
  const wanted = readDestinationSettings(destinations, JSON.parse(under('Subscribe')));
  expect(wanted.subscriptions).toEqual(['call.started', 'call.matched', 'call.completed', 'delivery.parked']);
});

test('what the paper says about verifying is so', () => {
  expect(under('Verify')).toContain('new Webhook(process.env.SIGNING_SECRET).verify(rawBody, request.headers)');
  const [signing, now, body] = [
    `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
    new Date(),
    sampleBody('call.started'),
  ];
  const signature = signatureHeaders(signing, { id: 'd_1', body, now: now.getTime() });
  expect(new Webhook(signing).verify(body, signature)).toEqual(JSON.parse(body));
});

test('the pauses between attempts are those of the schedule', () => {
  const words = schedule.slice(1).map((seconds) => {
    if (seconds < 60) return `${seconds} s`;
    return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
  });
  expect(paper.text.replaceAll(/\s+/g, ' ')).toContain(`after ${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
});
