import type { Page } from 'playwright-core';
import type { ShownNumber } from '../../web/tracker/page/shown-number.ts';
import { leased } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { openShop } from './shop.ts';
import { stubVisits } from './stub-visit.ts';
import { countries } from './written-by-country.ts';

const visit = stubVisits();

/** A label for screen readers says digit by digit what they would else read as an amount. */
const spelled = (e164: string) => `Call ${e164.replace(/\d/g, ' $&').trim()}.`;

/** Each group of digits in an element of its own, and a line break that the source has for a space. */
const split = (written: string) => written.replace(/\d+/g, '<b>$&</b>').replace(' ', '\n      ');

/** The forms in which a page shows a number besides text. */
const forms = (written: string, page: string) => `
  <section>
    <p>Tel. ${written}.</p>
    <p>Tel. ${written.replaceAll(' ', '&nbsp;')}.</p>
    <p>Tel. ${split(written)}.</p>
    <a href="tel:${encodeURIComponent(written)}">${written}</a>
    <a href="tel:${page}"><i>${split(written)}</i></a>
    <a href="tel:${page}" aria-label="Call ${written}">Call</a>
    <a href="tel:${page}" title="Call ${written}"><svg></svg></a>
    <a href="tel:${page}" aria-label="${spelled(page)}">Call</a>
    <a href="tel:${page}"><img alt="Call ${written}"></a>
  </section>`;

/** For each form what people see, and what of its links they hear and dial. */
async function perceivedOn(page: Page): Promise<{ seen: string[]; heard: string[]; dialled: (string | null)[] }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    nodes: { role?: { value?: unknown }; name?: { value?: unknown } }[];
  };
  await session.detach();
  const names = nodes.filter(({ role }) => role?.value === 'link').map(({ name }) => plain(String(name?.value)));
  const sections = await page.$$eval('section', (all) =>
    all.map((section) => {
      const links = [...section.querySelectorAll('a')];
      const paragraphs = [...section.querySelectorAll('p')].map((paragraph) => paragraph.innerText);
      const texts = [...paragraphs, ...links.slice(0, 2).map((link) => link.innerText)];
      return { texts, dialled: links.map((link) => link.getAttribute('href')) };
    }),
  );
  return sections.map(({ texts, dialled }) => ({
    seen: texts.map(plain),
    heard: names.splice(0, dialled.length),
    dialled,
  }));
}

const plain = (text: string) => text.replace(/\s+/g, ' ');

/** Every form of every way of writing. A label stays spelled where the digits are as many. */
function expected(written: readonly string[], { e164, display, href }: ShownNumber, page: string) {
  const label = e164.length === page.length ? spelled(e164) : `Call ${display}.`;
  return written.map((number) => {
    const [text, call] = [`Tel. ${number}.`, `Call ${number}`];
    return {
      seen: [text, text, text, number, number],
      heard: [number, number, call, call, label, call],
      dialled: Array(6).fill(href),
    };
  });
}

const rows = Object.entries(countries).flatMap(([country, { page, written, ...shown }]) =>
  (['near', 'far'] as const).map((which, index) => ({
    country,
    which,
    page,
    shown: shown[which],
    before: written.map(([before]) => before),
    after: written.map((all) => all[index + 1] ?? ''),
  })),
);

test.each(rows)('$country, a $which number: it is seen, heard and dialled', async ({ page, shown, before, after }) => {
  const visitor = visit();
  const { body } = leased('07');
  const answer = { ...(body as object), number: shown, swap: { numbers: [page] } };
  visitor.api.numbers = () => ({ status: 200, body: answer });
  openShop(visitor.api, { swap: false, body: before.map((written) => forms(written, page)).join('') });
  await visitor.page.goto(visitor.api.shopOrigin);
  await expectSoon(() => perceivedOn(visitor.page), expected(after, shown, page));
  expect(visitor.complaints).toEqual([]);
});
