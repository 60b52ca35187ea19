import type { Management } from './management.ts';
import { type PageVisit, pageVisit } from './page-visit.ts';
import type { Receiver } from './receiver.ts';
import { googleAdsTo, webhookTo } from './receiver-destinations.ts';

/** A shop with pools for advertisements and for print, and with three destinations for two rules. */
export interface CallShop {
  readonly siteKey: string;
  readonly defaultNumber: string;
  readonly printNumber: string;
  /** The one number of visitors who come with a `msclkid`; whoever shows no sign of a person has it for ten seconds. */
  readonly onlyNumber: string;
  /** In no pool. */
  readonly strayNumber: string;
  /** Lands from an advertisement. */
  visit(query?: string, more?: object): Promise<PageVisit>;
}

export interface CallShopSettings {
  readonly url: string;
  readonly receiver: Receiver;
  /** Leased numbers; few of them go round soon. */
  readonly numbers?: number;
  readonly leaseSeconds?: number;
  /** Short: whoever shows no sign of a person soon loses the number to who asks. */
  readonly probationSeconds?: number;
  readonly graceSeconds?: number;
  readonly destinations?: readonly string[];
}

const number = (last: number) => `+1212555${String(last).padStart(4, '0')}`;

/** Sets the site `proof` up by the management API. */
export async function callShop(api: Management, settings: CallShopSettings): Promise<CallShop> {
  const { url, receiver, numbers = 20, leaseSeconds = 600, probationSeconds = 60, graceSeconds = 1800 } = settings;
  const { destinations = ['hook', 'google'] } = settings;
  const site = 'proof';
  const siteKey = 'pk_proof';
  const [defaultNumber, printNumber, strayNumber, onlyNumber] = [198, 197, 196, 194].map(number) as [
    string,
    string,
    string,
    string,
  ];
  const origins = ['https://proof.example'];
  await api.must(`PUT /v1/sites/${site}`, { name: 'Proof', siteKey, origins, currency: 'EUR', graceSeconds });
  const leased = { kind: 'session', leaseSeconds, probationSeconds, defaultNumber };
  const ads = { source: 'google', medium: 'cpc', when: [{ clickId: 'gclid' }] };
  await api.must('PUT /v1/pools/proof-ads', { site, order: 10, ...leased, ...ads });
  const all = Array.from({ length: numbers }, (_, index) => number(100 + index));
  await api.must('POST /v1/pools/proof-ads/numbers', { numbers: all });
  const small = { source: 'bing', medium: 'cpc', when: [{ clickId: 'msclkid' }], defaultNumber: number(195) };
  await api.must('PUT /v1/pools/proof-small', { site, order: 5, ...leased, ...small, probationSeconds: 10 });
  await api.must('POST /v1/pools/proof-small/numbers', { numbers: [onlyNumber] });
  const print = { source: 'print', campaign: 'flyer', numbers: [printNumber] };
  await api.must('PUT /v1/pools/proof-print', { site, kind: 'source', ...print });
  await api.must('PUT /v1/destinations/hook', { site, ...webhookTo(receiver, 'hook') });
  await api.must('PUT /v1/destinations/google', { site, ...googleAdsTo(receiver) });
  await api.must('PUT /v1/destinations/team', {
    site,
    type: 'email',
    settings: { to: ['team@proof.example'], from: 'calls@proof.example' },
  });
  await api.must('PUT /v1/rules/talk', {
    site,
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
    destinations,
  });
  await api.must('PUT /v1/rules/sale', { site, conversion: { name: 'purchase', value: 'revenue' }, destinations });
  return {
    siteKey,
    defaultNumber,
    printNumber,
    strayNumber,
    onlyNumber,
    visit: (query = 'gclid=abc', more = {}) =>
      pageVisit(url, { siteKey, pageUrl: `https://proof.example/?${query}`, ...more }),
  };
}
