import { field } from '../fields.ts';
import type { Consent } from './consent.ts';

/** What a consent tool says; `isDefault` until the visitor has said anything. */
export interface ToolConsent extends Consent {
  readonly isDefault: boolean;
}

interface Listener {
  readonly tell: (consent: ToolConsent) => void;
  /** The browser's Global Privacy Control: no ads, whatever a tool took for granted. */
  readonly privacyControl: boolean;
}

/** Banners may be answered after minutes; most have an earlier answer to tell when the page loads. */
const pauses = [0, 200, 500, 1000, 2000, 4000, 8000, 16_000];

/**
 * Listens to the tools that pages have for consent already: the IAB's Transparency and Consent Framework where it applies, else Google's
 * Consent Mode. The latter has no event: it is looked at when the data layer grows, after a click, and a few times by itself.
 */
export function onToolConsent({ tell, privacyControl }: Listener): void {
  let framework: ToolConsent | undefined;
  let isFrameworkThere = false;
  const look = () => {
    listen();
    const said = framework ?? consentMode();
    if (said) tell({ ...said, ads: said.ads && said.analytics && !privacyControl });
  };
  const listen = () => {
    const api: unknown = Reflect.get(window, '__tcfapi');
    if (isFrameworkThere || typeof api !== 'function') return;
    isFrameworkThere = true;
    api('addEventListener', 2, (data: unknown, isFine: unknown) => {
      if (isFine !== true) return;
      framework = field(data, 'gdprApplies') === false ? undefined : frameworkConsent(data);
      look();
    });
  };
  for (const pause of pauses) setTimeout(look, pause);
  addEventListener('click', () => setTimeout(look, 300), { capture: true, passive: true });
  const layer: unknown = Reflect.get(window, 'dataLayer');
  if (!Array.isArray(layer)) return;
  const push = layer.push.bind(layer);
  layer.push = (...entries: unknown[]) => {
    const length = push(...entries);
    setTimeout(look);
    return length;
  };
}

/**
 * To be recognised: store information on a device (purpose 1), measure content (8), statistics of audiences (9), develop services (10).
 * Ads: measure advertising (7) as well.
 * @see https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/ appendix A
 */
function frameworkConsent(data: unknown): ToolConsent {
  const consents = field(field(data, 'purpose'), 'consents');
  const has = (...purposes: number[]) => purposes.every((purpose) => field(consents, String(purpose)) === true);
  // The visitor is being asked.
  const isDefault = field(data, 'eventStatus') === 'cmpuishown';
  return { ads: has(1, 7, 8, 9, 10), analytics: has(1, 8, 9, 10), isDefault };
}

/**
 * Google's tags keep the state in `google_tag_data.ics`; until they are there, the page's own commands in the data layer tell.
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
function consentMode(): ToolConsent | undefined {
  const kept = field(field(Reflect.get(window, 'google_tag_data'), 'ics'), 'entries');
  const state = { ...layerState(Reflect.get(window, 'dataLayer')) };
  for (const type of types) {
    for (const kind of ['default', 'update'] as const) {
      const value = field(field(kept, type), kind);
      if (typeof value === 'boolean') state[type] = { isGranted: value, isDefault: kind === 'default' };
    }
  }
  const [analytics, ads, userData] = types.map((type) => state[type]);
  if (analytics === undefined && ads === undefined) return undefined;
  return {
    analytics: analytics?.isGranted ?? false,
    ads: (ads?.isGranted ?? false) && (userData?.isGranted ?? true),
    isDefault: (analytics?.isDefault ?? true) && (ads?.isDefault ?? true),
  };
}

const types = ['analytics_storage', 'ad_storage', 'ad_user_data'] as const;
type ModeState = Partial<Record<(typeof types)[number], { isGranted: boolean; isDefault: boolean }>>;

/** What `gtag('consent', 'default' | 'update', {...})` left there. */
function layerState(layer: unknown): ModeState {
  const state: ModeState = {};
  if (!Array.isArray(layer)) return state;
  for (const command of layer) {
    if (field(command, '0') !== 'consent') continue;
    const isDefault = field(command, '1') === 'default';
    for (const type of types) {
      const value = field(field(command, '2'), type);
      // Defaults for some regions only are Google's to judge.
      if (isDefault && (state[type]?.isDefault === false || field(field(command, '2'), 'region'))) continue;
      if (typeof value === 'string') state[type] = { isGranted: value === 'granted', isDefault };
    }
  }
  return state;
}
