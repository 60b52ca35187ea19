import { field, listField } from '../../fields.ts';
import type { Consent } from './consent.ts';

/** `isDefault` until the visitor has said anything. */
type Tell = (consent: Consent, isDefault: boolean) => void;

/** What they put on the window. Looked for as its own: else a browser goes through the names of all elements and frames. */
const names = ['__tcfapi', 'google_tag_data', 'dataLayer'];

/** Banners may be answered after minutes; most have an earlier answer to tell when the page loads. */
const pauses = [200, 500, 1000, 2000, 4000, 8000, 16_000];

/**
 * Listens to the tools that pages have for consent already: the IAB's Transparency and Consent Framework where it applies, else Google's
 * Consent Mode. The latter has no event: it is looked at when the data layer grows, after a click, and a few times by itself.
 */
export function onToolConsent(tell: Tell): void {
  let framework: unknown;
  let isFrameworkThere = false;
  const look = () => {
    if (!names.some((name) => Reflect.getOwnPropertyDescriptor(window, name))) return;
    const api = field(window, '__tcfapi');
    if (!isFrameworkThere && typeof api === 'function') {
      isFrameworkThere = true;
      api('addEventListener', 2, (data: unknown, isFine: unknown) => {
        if (isFine !== true) return;
        framework = field(data, 'gdprApplies') === false ? undefined : data;
        look();
      });
    }
    if (framework) tellFramework(framework, tell);
    else tellConsentMode(tell);
  };
  look();
  for (const pause of pauses) setTimeout(look, pause);
  addEventListener('click', () => setTimeout(look, 300), { capture: true, passive: true });
  const layer = listField(window, 'dataLayer');
  const push = layer.push.bind(layer);
  const value = (...entries: unknown[]) => {
    setTimeout(look);
    return push(...entries);
  };
  // Also where lists are frozen, which takes away that anybody else assigns to one of theirs.
  Reflect.defineProperty(layer, 'push', { value, configurable: true, writable: true });
}

/**
 * To be recognised: store information on a device (purpose 1), measure content (8), statistics of audiences (9), develop services (10).
 * Ads: measure advertising (7) as well.
 * @see https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/ appendix A
 */
function tellFramework(data: unknown, tell: Tell): void {
  const consents = field(field(data, 'purpose'), 'consents');
  const analytics = ['1', '8', '9', '10'].every((purpose) => field(consents, purpose) === true);
  // While its window is open the visitor is being asked.
  tell({ ads: analytics && field(consents, '7') === true, analytics }, field(data, 'eventStatus') === 'cmpuishown');
}

/**
 * Google's tags keep the state in `google_tag_data.ics`; until they are there, the page's own commands in the data layer tell:
 * `gtag('consent', 'default' | 'update', {...})`.
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
function tellConsentMode(tell: Tell): void {
  const kept = field(field(field(window, 'google_tag_data'), 'ics'), 'entries');
  const commands = listField(window, 'dataLayer').filter((command) => field(command, '0') === 'consent');
  const said = (kind: 'default' | 'update', type: string) => {
    let last = field(field(kept, type), kind);
    if (typeof last === 'boolean') return last;
    for (const command of commands) {
      const values = field(command, '2');
      // Defaults for some regions only are Google's to judge.
      if (field(command, '1') !== kind || (kind === 'default' && field(values, 'region'))) continue;
      last = field(values, type) ?? last;
    }
    return last === undefined ? undefined : last === 'granted';
  };
  const isGranted = (type: string) => said('update', type) ?? said('default', type);
  const [analytics, ads] = [isGranted('analytics_storage'), isGranted('ad_storage')];
  if ((analytics ?? ads) === undefined) return;
  const updated = said('update', 'analytics_storage') ?? said('update', 'ad_storage');
  tell(
    { ads: ads === true && analytics === true && isGranted('ad_user_data') !== false, analytics: analytics === true },
    updated === undefined,
  );
}
