import path from 'node:path';
import type { Scheduler } from 'fast-check';

export interface Consent {
  readonly ads: boolean;
  readonly analytics: boolean;
}
type Body = Record<string, unknown>;

export interface Tab {
  /** The number that the page shows; the page's own one is ''. */
  shown: string;
  readonly session: { work(): Promise<void>; say(consent: Consent): void; assume(consent: Consent): void };
  readonly keeper: { look(): void; signal(): void; tellIds(): void };
  isVisible: boolean;
  ids: Record<string, string>;
}

const tracker = path.join(__dirname, '../../../../web/tracker');

/** Tabs of one browser over one storage, and an API whose requests and answers arrive whenever the scheduler lets them. */
export async function openBrowser(scheduler: Scheduler, options: { locks: boolean; siteDefault: Consent }) {
  const storage = new Map<string, string>();
  const listeners: ((event: { key: string }) => void)[] = [];
  const tellTabs = (key: string) => {
    for (const listener of listeners)
      void scheduler.schedule(Promise.resolve(), 'storage').then(() => listener({ key }));
  };
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (storage.get(key) === value) return;
        storage.set(key, value);
        tellTabs(key);
      },
      removeItem: (key: string) => storage.delete(key) && tellTabs(key),
    },
    document: { cookie: '', visibilityState: 'visible' },
    location: { hostname: 'shop.example', protocol: 'https:' },
    addEventListener: (_: string, listener: (event: { key: string }) => void) => listeners.push(listener),
  });
  // Written for browsers, whose types this part of the project does not have.
  const { openSession } = await import(path.join(tracker, 'lease/session.ts'));
  const { openMemory } = await import(path.join(tracker, 'lease/memory.ts'));
  const { keepLease } = await import(path.join(tracker, 'lease/keep-lease.ts'));

  const api = makeApi(options.siteDefault);
  /** How many of the next requests are lost on the way there, or their answers on the way back. */
  const lost = { requests: 0, answers: 0 };
  const post = async (route: string, body: Body) => {
    const sent: Body = JSON.parse(JSON.stringify(body));
    await scheduler.schedule(Promise.resolve(), `${route} arrives`);
    if (lost.requests-- > 0) return undefined;
    const answer = api.answer(route, sent);
    await scheduler.schedule(Promise.resolve(), `${route} is answered`);
    if (lost.answers-- > 0) return undefined;
    api.told(answer);
    return { status: 200, body: answer, clockAhead: 0, retryAfter: null };
  };
  let turn = Promise.resolve();
  const alone = (work: () => Promise<void>) => {
    if (!options.locks) return work();
    turn = turn.then(work);
    return turn;
  };

  const openTab = (pageUrl: string): Tab => {
    const memory = openMemory('leaseline:pk_test');
    const changed = () => {
      tab.shown = memory.read()?.number?.e164 ?? '';
    };
    const otherIds = ({ ads, analytics }: Consent) => ({
      ...(analytics && tab.ids.ga && { ga: tab.ids.ga }),
      ...(analytics && ads && tab.ids.fbp && { fbp: tab.ids.fbp }),
    });
    const keeper = keepLease(memory, post, otherIds, changed);
    const session = openSession({
      about: { siteKey: 'pk_test', touchScreen: undefined },
      memory,
      post,
      alone,
      arrival: () => ({ pageUrl }),
      reloaded: false,
      otherIds,
      gpc: false,
      mayAsk: () => tab.isVisible,
      show: changed,
      hide: () => {},
      reveal: () => {},
    });
    const tab: Tab = { shown: '', session, keeper, isVisible: true, ids: {} };
    memory.onChange(() => {
      void session.work();
      changed();
    });
    return tab;
  };
  return { storage, api, lost, openTab };
}

/** What the API keeps of visitors: enough to see what was forgotten, and what should have been. */
function makeApi(siteDefault: Consent) {
  const visitors = new Map<string, { ads: boolean; isForgotten: boolean; isTold: boolean; ids: Body }>();
  const odd: string[] = [];
  const idOf = (token: unknown) => (typeof token === 'string' ? token.split('.')[1] : undefined);
  const shown = (id: string) => ({ e164: `+1202555${id.padStart(4, '0')}` });

  const numbers = ({ consent = siteDefault, visitor, lease, ids = {}, pageUrl }: Body) => {
    const allowed = consent as Consent;
    if (!allowed.ads && allowed !== siteDefault && /=ID/.test(String(pageUrl)))
      odd.push('a click of somebody who denies ads');
    if (!allowed.analytics) {
      if (visitor || lease || Object.keys(ids as Body).length > 0) odd.push('ids of somebody who denies');
      return { number: shown('90'), lease: { state: 'default' } };
    }
    const before = idOf(visitor) ?? idOf(lease);
    if (before && visitors.get(before)?.isForgotten) odd.push('comes back as a visitor who is forgotten');
    const id = before ?? String(visitors.size + 1);
    // Whoever comes with a token was told of it before, also when this answer is lost.
    const isTold = visitors.get(id)?.isTold ?? false;
    visitors.set(id, { ads: allowed.ads, isForgotten: false, isTold, ids: ids as Body });
    return {
      visitor: `v1.${id}.${allowed.ads ? 'clicks' : ''}`,
      number: shown(id),
      default: shown('90'),
      lease: { state: 'leased', token: `v1.${id}`, expiresAt: '2199-01-01T00:00:00Z', renewAfterSeconds: 0 },
    };
  };
  const consents = ({ visitor, lease, consent }: Body) => {
    const id = idOf(visitor) ?? idOf(lease) ?? '';
    const { ads, analytics } = consent as Consent;
    const known = visitors.get(id);
    if (!known) return {};
    if (!analytics) visitors.set(id, { ...known, isForgotten: true });
    else if (!ads) visitors.set(id, { ...known, ads });
    return analytics ? { visitor: `v1.${id}.` } : { default: shown('90') };
  };
  const heartbeats = ({ lease, ids }: Body) => {
    const id = idOf(lease) ?? '';
    const known = visitors.get(id);
    if (!known || known.isForgotten) return { held: false, default: shown('90') };
    if (ids) visitors.set(id, { ...known, ids: ids as Body });
    return { held: true, lease: `v1.${id}`, expiresAt: '2199-01-01T00:00:00Z', renewAfterSeconds: 0 };
  };
  return {
    visitors,
    odd,
    answer: (route: string, body: Body): Body =>
      ({ '/v1/numbers': numbers, '/v1/consents': consents, '/v1/heartbeats': heartbeats })[route]!(body),
    /** The browser has this answer: from now on it can tell who is to be forgotten. */
    told({ visitor, lease }: Body) {
      const known = typeof lease === 'object' && visitors.get(idOf(visitor) ?? '');
      if (known) known.isTold = true;
    },
  };
}
