import { judgedSiteSettings } from '../../lambdas/conversions/qualified/qualified-settings.ts';
import { readPaper } from './markdown.ts';

test('the example of docs/qualified.md is what a site takes', () => {
  const [example] = readPaper('docs/qualified.md').blocks;
  const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
  const wanted = JSON.parse(example!.text);
  expect(judgedSiteSettings.parse({ ...site, ...wanted })).toMatchObject(wanted);
});
