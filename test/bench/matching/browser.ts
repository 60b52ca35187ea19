import { assignNumber } from '../../../lambdas/page-api/assign-number.ts';
import { click } from '../../../lambdas/page-api/click.ts';
import { heartbeat } from '../../../lambdas/page-api/heartbeat.ts';
import { numberAsk } from '../../../lambdas/page-api/page-requests.ts';
import { givePhoneCode } from '../../../lambdas/page-api/phone-codes/give-phone-code.ts';
import { leaseClaims, visitorClaims } from '../../../lambdas/platform/token-claims.ts';
import { verifyToken } from '../../../lambdas/platform/tokens.ts';
import { type Shop, siteKey } from './shop.ts';

const origin = 'https://shop.example';
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** A number that a page shows; `leased`: to this visitor alone. */
export interface Shown {
  readonly number: string;
  readonly leased: boolean;
  /** ms */
  readonly shownAt: number;
  readonly visitor: string;
}

/** The browser of one visitor, which does what the tracker does: it remembers, asks, and reports. */
export interface Browser {
  /** The page is loaded; `query` says where from, '' for a direct return. */
  readonly load: (query: string) => Promise<Shown>;
  /** A person stirs. Answers in how many ms that is to be told again, if there is anything to tell then. */
  readonly stir: () => Promise<number | undefined>;
  /** A page that stayed open is looked at again. */
  readonly look: () => Promise<void>;
  /** The number on the page is clicked. */
  readonly click: () => Promise<void>;
  /** The phone code that the page shows. */
  readonly code: () => Promise<string>;
  /** What the page shows now. */
  readonly shown: () => Shown | undefined;
}

interface Remembered {
  readonly shown: Shown;
  readonly visitor: string | undefined;
  readonly lease: string | undefined;
  readonly leasedUntil: number;
  readonly renewAt: number;
}

export function openBrowser({ pages, codes }: Pick<Shop, 'pages' | 'codes'>): Browser {
  let remembered: Remembered | undefined;

  const beat = async (active: boolean) => {
    if (remembered?.lease === undefined) return;
    const answer = await heartbeat(pages, { ask: { lease: remembered.lease, active }, origin });
    const now = pages.clock();
    if (answer.held) {
      const renewAt = now + answer.renewAfterSeconds * 1000;
      remembered = { ...remembered, lease: answer.lease, leasedUntil: Date.parse(answer.expiresAt), renewAt };
      return;
    }
    const number = answer.default?.e164 ?? '';
    const shown = { ...remembered.shown, number, leased: false };
    remembered = { ...remembered, shown, lease: undefined };
  };

  return {
    async load(query) {
      const now = pages.clock();
      if (remembered?.lease !== undefined && query === '' && remembered.leasedUntil > now) return remembered.shown;
      const { visitor, lease } = remembered ?? {};
      const ask = numberAsk.parse({ siteKey, pageUrl: `${origin}/${query}`, visitor, lease });
      const answer = await assignNumber(pages, { ask, origin, userAgent });
      const { token, expiresAt, renewAfterSeconds = 0, state } = answer.lease;
      const claims = verifyToken(pages.signingKeys, answer.visitor ?? '', visitorClaims);
      const held = token === undefined ? undefined : verifyToken(pages.signingKeys, token, leaseClaims);
      if (claims === undefined || answer.number === undefined) throw new Error('a visitor was shown nothing');
      const shown = {
        number: answer.number.e164,
        leased: state === 'leased',
        shownAt: held?.shownAt ?? now,
        visitor: claims.id,
      };
      remembered = {
        shown,
        visitor: answer.visitor,
        lease: token,
        leasedUntil: expiresAt === undefined ? 0 : Date.parse(expiresAt),
        renewAt: now + renewAfterSeconds * 1000,
      };
      return shown;
    },
    async stir() {
      if (remembered?.lease === undefined) return undefined;
      if (pages.clock() >= remembered.renewAt) await beat(true);
      return remembered.lease === undefined ? undefined : Math.max(1000, remembered.renewAt - pages.clock());
    },
    async look() {
      if (remembered?.lease === undefined) return;
      if (remembered.leasedUntil <= pages.clock()) await beat(false);
      if (remembered.lease !== undefined && pages.clock() >= remembered.renewAt) await beat(true);
    },
    async click() {
      if (remembered?.lease !== undefined) await click(pages, { ask: { lease: remembered.lease }, origin });
    },
    async code() {
      const { visitor = '', lease } = remembered ?? {};
      return (await givePhoneCode(codes, { ask: { visitor, lease }, origin })).code;
    },
    shown: () => remembered?.shown,
  };
}
