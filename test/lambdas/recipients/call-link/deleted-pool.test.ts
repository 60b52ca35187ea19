import { linkPicture } from '../../../../lambdas/recipients/call-link/link-picture.ts';
import { showLink } from '../../../../lambdas/recipients/call-link/show-link.ts';
import { deletePool } from '../../../../lambdas/settings/pools/delete-pool.ts';
import { browser, linkWorld, mailDefault } from './link-world.ts';

const main = '+12025550190';

async function deletedPool(site: object) {
  const world = await linkWorld({ site });
  const [{ token } = { token: '' }] = await world.send(['a']);
  await deletePool(world.settings, 'mail', world.state.now);
  const sources = world.container();
  const page = await showLink(sources, { token, url: 'https://calls.example/c', userAgent: browser }, world.state.now);
  return { world, token, page, picture: await linkPicture(sources, token, world.state.now) };
}

test('links of a pool that was deleted since have expired, and show the number of the site', async () => {
  const { world, token, page, picture } = await deletedPool({ language: 'de', swap: { numbers: [main] } });
  expect([page.status, page.html]).toEqual([410, expect.stringContaining('Dieser Link ist abgelaufen')]);
  expect(page.html).toContain('Sie erreichen Shop unter dieser Nummer:');
  expect(page.html).toContain(`href="tel:${main}"`);
  expect(page.html).not.toContain('Er galt bis');
  expect(page.html).not.toContain(mailDefault);
  expect(picture?.number.e164).toBe(main);
  expect(await world.click(token)).toMatchObject({ kind: 'expired' });
});

test('where the site names no number either, nothing is known', async () => {
  const { page, picture } = await deletedPool({});
  expect([page.status, picture]).toEqual([404, undefined]);
});
