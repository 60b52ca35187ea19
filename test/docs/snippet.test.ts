import path from 'node:path';
import { readPaper, root } from './markdown.ts';

interface Settings {
  siteKey: string;
  apiOrigin: string;
  swapNumbers: string[];
}

/** As much of a browser's script element as the tracker looks at, made from the snippet itself. */
function scriptElement(html: string) {
  const attributes = new Map([...html.matchAll(/([a-z-]+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]));
  return {
    src: attributes.get('src'),
    hasAttribute: (name: string) => attributes.has(name),
    getAttribute: (name: string) => attributes.get(name) ?? null,
  };
}

test('the snippet for a website gives the tracker what it expects', async () => {
  const [snippet, ...others] = readPaper('README.md').blocks.filter((block) => block.language === 'html');
  expect(others).toEqual([]);
  expect(snippet!.text).toMatch(
    /^<script async src="https:\/\/[^"]+\/t\.js" data-site="[^"]+" data-swap="[^"]+"><\/script>$/,
  );

  Object.assign(globalThis, { document: { currentScript: scriptElement(snippet!.text), scripts: [] } });
  // Written for browsers, whose types this part of the project does not have.
  const file = path.join(root, 'web/tracker/script-settings.ts');
  const { scriptSettings } = (await import(file)) as { scriptSettings: () => Settings | undefined };
  expect(scriptSettings()).toEqual({
    siteKey: 'pk_shop',
    apiOrigin: 'https://calls.shop.example',
    swapNumbers: ['+493023125999'],
  });
});

test('the snippet and the first steps name the same site', () => {
  const { blocks } = readPaper('README.md');
  const site = blocks.find((block) => block.text.includes('/v1/sites/shop'))!.text;
  expect(site).toContain('"siteKey": "pk_shop"');
  expect(site).toContain('"numbers": ["+493023125999"]');
});
