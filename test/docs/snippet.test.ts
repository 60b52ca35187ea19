import path from 'node:path';
import { readPaper, root } from './markdown.ts';

interface Settings {
  siteKey: string;
  apiOrigin: string;
  swapNumbers: string[];
}

/** As much of a browser's script element as the tracker looks at, made from the snippet itself. */
class HTMLScriptElement {
  readonly src: string;
  readonly dataset: Record<string, string>;

  constructor(html: string) {
    const attributes = [...html.matchAll(/([a-z-]+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!] as const);
    this.src = attributes.find(([name]) => name === 'src')![1];
    this.dataset = Object.fromEntries(
      attributes.filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice(5), value]),
    );
  }
}

test('the snippet for a website gives the tracker what it expects', async () => {
  const [snippet, ...others] = readPaper('README.md').blocks.filter((block) => block.language === 'html');
  expect(others).toEqual([]);
  expect(snippet!.text).toMatch(
    /^<script async src="https:\/\/[^"]+\/t\.js" data-site="[^"]+" data-swap="[^"]+"><\/script>$/,
  );

  Object.assign(globalThis, { HTMLScriptElement, document: { currentScript: new HTMLScriptElement(snippet!.text) } });
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
