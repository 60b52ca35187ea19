import { pageVisit } from '../../e2e/page-visit.ts';
import { type Shop, visitorsOfSmallPool } from './shop.ts';

const warmUp = 20;

/** How long the answers to new visitors of both kinds of pools took, ms: in turn, so that a busy machine slows both. */
export async function alternately(
  url: string,
  { siteKey, landing, large, small }: Shop,
  asks: number,
): Promise<{ large: number[]; small: number[] }> {
  const ask = async (pool: string): Promise<number> => {
    const started = performance.now();
    const { lease } = await pageVisit(url, { siteKey, pageUrl: landing(pool) });
    const took = performance.now() - started;
    if (lease.state !== 'leased') throw new Error(`${pool} has no number free`);
    return took;
  };
  const times = { large: new Array<number>(), small: new Array<number>() };
  for (let index = 0; index < warmUp; index++) for (const pool of [large, ...small.slice(-1)]) await ask(pool);
  for (let index = 0; index < asks; index++) {
    const smallPool = small[Math.floor(index / visitorsOfSmallPool)];
    if (smallPool === undefined) throw new Error('there are too few small pools');
    times.large.push(await ask(large));
    times.small.push(await ask(smallPool));
  }
  return times;
}
