import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readOrderSourceSettings } from '../../lambdas/orders/sources/order-source.ts';
import { vendors } from '../../lambdas/orders/sources/vendors/registry.ts';
import { contextOf, readIn } from '../lambdas/orders/sources/source-samples.ts';
import { readPaper, root, tableAfter } from './markdown.ts';

const folder = 'docs/order-sources';
const pages = readdirSync(path.join(root, folder)).filter((file) => file !== 'README.md');
const overview = readPaper(path.join(folder, 'README.md'));

test('every type has a page, and is listed', () => {
  expect(new Set(pages.map((file) => path.basename(file, '.md')))).toEqual(new Set(vendors.keys()));
  const listed = tableAfter(overview, 'sender').map(([, type]) => type);
  expect(new Set(listed)).toEqual(new Set([...vendors.keys(), 'custom']));
});

describe.each(pages)('%s', (file) => {
  const { blocks } = readPaper(path.join(folder, file));
  const [command = ''] = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const settings = JSON.parse(/-d '(.*)'$/s.exec(command)?.[1] ?? '') as Record<string, unknown>;
  const [webhook = '', report = ''] = blocks.filter(({ language }) => language === 'json').map(({ text }) => text);

  test('its command makes a source of that type', () => {
    expect(readOrderSourceSettings(settings).type).toBe(path.basename(file, '.md'));
  });

  test('its webhook comes to what the page says', () => {
    const { secrets: _, ...rest } = settings;
    expect(readIn(contextOf(rest), webhook, { 'x-shopify-topic': 'orders/paid' })).toEqual({
      reports: [JSON.parse(report)],
      ignored: [],
      unreadable: [],
    });
  });
});

test('the examples of sources that read otherwise can be made', () => {
  const examples = overview.blocks
    .filter(({ language, section }) => language === 'json' && section !== 'A file')
    .map(({ text }) => readOrderSourceSettings(JSON.parse(text)).type);
  expect(examples).toEqual(['shopify', 'custom']);
});
