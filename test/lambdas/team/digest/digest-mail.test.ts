import { gatherFigures } from '../../../../lambdas/team/digest/digest-figures.ts';
import { digestMail } from '../../../../lambdas/team/digest/digest-mail.ts';
import { noon, storedCall, walkOf } from '../../journal/calls.ts';

const site = { name: 'Shop', timeZone: 'Europe/Berlin', currency: 'EUR' };
const due = { first: '2026-05-03', last: '2026-05-03' };
type Some = NonNullable<Parameters<typeof storedCall>[0]>;

async function mailOf(calls: readonly Some[], { most, ...more }: { most?: number; due?: typeof due } = {}) {
  const stored = calls.map((some, index) => storedCall({ id: `call-${index}`, startedAt: noon - index, ...some }));
  const figures = await gatherFigures(walkOf(stored), site, most);
  return digestMail({ site, due, figures, outcomeUrl: (call) => `https://calls.example/${call}?a=1&b=2`, ...more });
}

const from = (source: string): Some => ({ match: { ...storedCall().match, source } });

test('of many sources and leads the first are told, and that they are not all', async () => {
  const { text, html } = await mailOf([
    ...Array.from({ length: 12 }, (_, index) => from(`source-${index}`)),
    ...Array.from({ length: 50 }, () => from('source-0')),
  ]);
  expect(text).toContain('The 10 sources with the most calls');
  expect(text.match(/^source-\d+ \/ /gm)).toHaveLength(10);
  expect(text).toContain('The newest 50 of 62 calls');
  expect(html.match(/calls\.example/g)).toHaveLength(50);
  expect(html).toContain('href="https://calls.example/call-0?a=1&amp;b=2"');
});

test('more calls than a mail adds up are said to be more', async () => {
  const { subject, text } = await mailOf([{}, {}, {}], { most: 2 });
  expect(subject).toContain('2 calls');
  expect(text).toContain('There were more calls than a mail adds up');
});

test('several days are named from the first to the last; a day without calls is one line', async () => {
  const { subject, text } = await mailOf([], { due: { first: '2026-05-01', last: '2026-05-03' } });
  expect(subject).toBe('Shop: no calls from 1 May 2026 to 3 May 2026');
  expect(text).toBe('Nobody called from 1 May 2026 to 3 May 2026.\n');
});

test('calls that go out are no leads, and what somebody wrote stays text', async () => {
  const sums = { conversions: 0, values: [], outcome: '<b>won</b>', tags: [] };
  const { text, html } = await mailOf([
    { direction: 'outbound' },
    { sums, caller: { kind: 'withheld' }, match: { ...storedCall().match, campaign: '<i>spring' } },
    { sums: { ...sums, revenue: { minor: 0, currency: 'EUR' } }, talkSeconds: 0 },
    { sums: { ...sums, revenue: { minor: 500, currency: 'QQQ' } } },
  ]);
  expect(text.match(/^\d+ May, /gm)).toHaveLength(3);
  expect(text).toContain('caller withheld');
  expect(html).toContain('&lt;b&gt;won&lt;/b&gt;');
  expect(html).toContain('&lt;i&gt;spring');
  expect(html).not.toContain('<b>won');
});
