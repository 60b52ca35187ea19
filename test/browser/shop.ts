import type { Page } from 'playwright-core';
import type { StubApi } from './stub-api.ts';

export const body = `
  <h1>Call <b id="text">+1 202 555 0199</b></h1>
  <p id="national">Or (202) 555-0199.</p>
  <a id="link" href="tel:+12025550199">Call us</a>
  <p id="other">Fax +1 202 555 0198</p>`;

export interface Shop {
  readonly body?: string;
  /** Does the page say by itself which number it shows? */
  readonly swap?: boolean;
  readonly headers?: Record<string, string>;
}

/** Makes the shop's pages look like this. */
export function openShop(api: StubApi, shop: Shop = {}): void {
  const swap = shop.swap === false ? '' : 'data-swap="+12025550199"';
  const script = `<script async src="${api.origin}/t.js" data-site="pk_test" ${swap}></script>`;
  api.page = { html: `<!doctype html><title>Shop</title>${script}${shop.body ?? body}`, headers: shop.headers ?? {} };
}

/** What a visitor reads, and what the link would dial. */
export async function numbersOn(
  page: Page,
): Promise<{ text: string | null; national: string | null; link: string | null }> {
  return {
    text: await page.textContent('#text'),
    national: await page.textContent('#national'),
    link: await page.getAttribute('#link', 'href'),
  };
}

export const own = { text: '+1 202 555 0199', national: 'Or (202) 555-0199.', link: 'tel:+12025550199' };

export function swapped(last: string) {
  return { text: `+1 202 555 01${last}`, national: `Or (202) 555-01${last}.`, link: `tel:+120255501${last}` };
}
