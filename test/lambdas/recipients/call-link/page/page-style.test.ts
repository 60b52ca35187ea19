import { pagePolicy, pageStyle } from '../../../../../lambdas/recipients/call-link/page/page-style.ts';

const variables = (style: string) =>
  [...style.matchAll(/\{((?:color-scheme:[a-z ]+;)?--[^}]*)\}/g)].map(([, text = '']) =>
    Object.fromEntries(text.split(';').map((one) => one.split(':'))),
  );

test('without colours of the site it is light by day and dark by night', () => {
  const style = pageStyle();
  const [day, night] = variables(style);
  expect(day).toMatchObject({ 'color-scheme': 'light dark', '--ground': '#ffffff', '--on': '#ffffff' });
  expect(night).toMatchObject({ '--ground': '#10141d', '--on': '#000000' });
  expect(style).toContain('@media(prefers-color-scheme:dark)');
});

test('a site with a background has it day and night, and text that can be read on it', () => {
  const [only, ...others] = variables(pageStyle({ background: '#112233', accent: '#ffdd00' }));
  expect(others).toEqual([]);
  expect(only).toMatchObject({ 'color-scheme': 'dark', '--ground': '#112233', '--ink': '#ffffff', '--on': '#000000' });
});

test('a button in the colour of the page has an edge', () => {
  const [day, night] = variables(pageStyle({ accent: '#fafafa' }));
  expect([day?.['--edge'], night?.['--edge']]).toEqual(['#172033', '#fafafa']);
});

test('the policy allows this very style, and nothing of others', () => {
  const policy = pagePolicy(pageStyle());
  expect(policy).toMatch(/style-src 'sha256-[\w+/]{43}='/);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(pagePolicy(pageStyle({ accent: '#000000' }))).not.toBe(policy);
});
