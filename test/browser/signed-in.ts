import type { Page } from 'playwright-core';

/** Opens the dashboard at this place with a key that was entered before. */
export async function openSignedIn(page: Page, url: string, hash: string, key = 'secret'): Promise<void> {
  await page.addInitScript(`sessionStorage.setItem('leaseline:key', '${key}')`);
  await page.goto(`${url}/dashboard/${hash}`);
}
