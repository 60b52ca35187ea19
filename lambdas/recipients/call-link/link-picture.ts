import type { ShownNumber } from '../../settings/pools/pool-summary.ts';
import { type LinkSources, type OpenedLink, openLink, shownSlot } from './open-link.ts';

/** The number that the picture of a link shows, and for how many seconds others may keep it. */
export interface LinkPicture {
  readonly number: ShownNumber;
  readonly seconds: number;
}

/** A default number may become another one. */
const defaultSeconds = 3600;
const expiredSeconds = 300;
const mostSeconds = 365 * 24 * 3600;

/**
 * What a picture shows at a time (ms): the number that was sent, for as long as it is theirs, else the default number. Never one that the link
 * leases: mail programs keep pictures. A mail that is opened years later, of whose recipient nothing is kept, still shows a number. Undefined where
 * none is known. Reads only.
 */
export async function linkPicture(sources: LinkSources, token: string, now: number): Promise<LinkPicture | undefined> {
  return pictureOf(await openLink(sources, token, now), now);
}

function pictureOf(link: OpenedLink, now: number): LinkPicture | undefined {
  switch (link.kind) {
    case 'valid': {
      const { own, pool, recipient } = link;
      if (own === undefined) return { number: pool.default, seconds: defaultSeconds };
      const left = Math.floor((recipient.until - now) / 1000);
      return { number: shownSlot(own), seconds: Math.min(left, mostSeconds) };
    }
    case 'expired':
      return { number: link.number, seconds: expiredSeconds };
    case 'unknown':
      return link.of && { number: link.of.pool.default, seconds: expiredSeconds };
  }
}
