import { expectSoon } from './expect-soon.ts';
import type { StubVisit } from './stub-visit.ts';

/** `from` in HTML, and what is to stand there once 0199 has become 0107. */
export type Written = readonly [what: string, from: string, to?: string];

/** Shows all of them on one page, and compares what has become of each. */
export async function expectWritten({ page, open, complaints }: StubVisit, all: readonly Written[]): Promise<void> {
  const box = (html: string) => `<div class="case">${html}</div>`;
  await open(`<meta charset="utf-8">${all.map(([, from]) => box(from)).join('')}<p id="control">(202) 555-0199</p>`);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  const shown = await page.$$eval('.case', (cases) => cases.map((one) => one.innerHTML));
  const parsed = await page.evaluate<string[]>(
    `${JSON.stringify(all.map(([, from, to]) => to ?? from.replaceAll('0199', '0107')))}.map((html) => {
      const box = document.createElement('div');
      box.innerHTML = html;
      return box.innerHTML;
    })`,
  );
  expect(all.map(([what], index) => [what, shown[index]])).toEqual(all.map(([what], index) => [what, parsed[index]]));
  expect(complaints).toEqual([]);
}
