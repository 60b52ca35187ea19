import { deviceOf } from '../../attribution/device.ts';
import { type LinkSources, numberOfLink, type OpenedLink, openLink } from './open-link.ts';
import { callPage, expiredPage, type HtmlPage, strangePage, unknownPage } from './page/call-page.ts';

/** Who asks for a page, and by which address (of this very page). */
export interface PageAsk {
  readonly token: string;
  readonly url: string;
  readonly userAgent?: string | undefined;
}

/** The page of a call link at a time (ms). Reads only: whoever follows links in mails to look for harm changes nothing. */
export async function showLink(sources: LinkSources, ask: PageAsk, now: number): Promise<HtmlPage> {
  return pageOf(await openLink(sources, ask.token, now), ask, now);
}

function pageOf(link: OpenedLink, { url, userAgent }: PageAsk, now: number): HtmlPage {
  const asked = { url, device: deviceOf(userAgent), now };
  switch (link.kind) {
    case 'valid':
      // Of who allows nothing to be kept there is nothing to tell.
      return callPage({ ...asked, site: link.site, number: numberOfLink(link, now) }, link.recipient.consent.analytics);
    case 'expired':
      return expiredPage({ ...asked, site: link.site, number: link.number }, link.until);
    case 'unknown':
      return link.of === undefined
        ? strangePage()
        : unknownPage({ ...asked, site: link.of.site, number: link.of.pool.default });
  }
}
