import { field } from '../fields.ts';
import { arrivalOf, isLoadedAgain } from './arrival/landing.ts';
import { readOtherIds } from './arrival/other-ids.ts';
import { hasConsentTool, onConsent } from './consent/commands.ts';
import type { Consent } from './consent/consent.ts';
import type { Core } from './core.ts';
import { alone } from './lease/alone.ts';
import { openMemory } from './lease/memory.ts';
import { openSession } from './lease/session.ts';
import { cookies } from './lease/shared-cookie.ts';
import { pageNumbers } from './page/page-numbers.ts';
import { postTo } from './post.ts';
import { scriptSettings } from './script-settings.ts';
import { isVisible } from './visibility.ts';

/** Name of the file that `deferred.ts` becomes; the build puts it in. */
declare const deferredFile: string;

/** The longest that a number stays invisible while its replacement is asked for, ms. */
const longestHidden = 800;

/** Timers of browsers overflow after 24 days, ms. */
const longestTimer = 1e9;

/**
 * The script that a website includes: `<script async src="https://HOST/t.js" data-site="pk_...">`.
 * Shows the visitor's own number in place of the page's. What keeps it while the visitor is there is loaded meanwhile.
 */
function start(): void {
  const settings = scriptSettings();
  if (!settings) return;
  const { siteKey, apiOrigin, swapNumbers } = settings;
  const name = `leaseline:${siteKey}`;
  // A tag manager, or a page that draws itself anew, may bring the script twice.
  if (name in window) return;
  Reflect.set(window, name, true);
  // The page may change its address at any time: what it was is read before anything else.
  const { referrer } = document;
  const [navigation] = performance.getEntriesByType('navigation');
  const addresses = [...(navigation ? [navigation.name] : []), location.href];
  const memory = openMemory(name);
  const post = postTo(apiOrigin);
  const page = pageNumbers();
  const otherIds = (allowed: Consent) => readOtherIds(cookies(), allowed);

  let isShowing = false;
  /** Of the deferred part, once it is there. */
  let shown: (() => void) | undefined;
  const look = () => {
    const remembered = memory.read();
    page.lookFor([...swapNumbers, ...(remembered?.swapNumbers ?? [])], remembered?.swapSelectors ?? []);
  };
  const show = () => {
    isShowing = true;
    look();
    const { number, leasedUntil } = memory.read() ?? {};
    page.show(number);
    if (shown) shown();
    // Nobody would learn that the lease is lost.
    else if (leasedUntil)
      setTimeout(() => shown ?? page.show(undefined), Math.min(leasedUntil - Date.now(), longestTimer));
  };
  let isWaiting = false;
  const session = openSession({
    about: { siteKey, touchScreen: navigator.maxTouchPoints > 1 || undefined },
    memory,
    post,
    alone: (work) => alone(name, work),
    arrival: () => arrivalOf(addresses, referrer),
    reloaded: isLoadedAgain(navigation),
    otherIds,
    gpc: field(navigator, 'globalPrivacyControl') === true,
    mayAsk(consent) {
      // Whoever does not see the page needs no number; and a tool that may speak for the visitor is heard first.
      isWaiting = !isVisible() || !(consent || shown || !hasConsentTool());
      return !isWaiting;
    },
    show,
    hide() {
      look();
      page.hide();
      setTimeout(page.reveal, longestHidden);
    },
    reveal: page.reveal,
  });
  onConsent((consent) => session.say(consent));
  let wasSeen = false;
  const resume = () => {
    // A page that was loaded ahead of its visitor gets its address when they come.
    if (!wasSeen && isVisible()) {
      wasSeen = true;
      addresses.push(location.href);
    }
    void session.work();
    if (isShowing) show();
  };
  resume();
  memory.onChange(resume);
  const core: Core = { memory, post, page, session, otherIds, show, resume };
  import(`${apiOrigin}/${deferredFile}`)
    .then((deferred: typeof import('./deferred.ts')) => {
      shown = deferred.start(core);
      if (isShowing) shown();
      if (isWaiting) resume();
    })
    .catch(() => {}); // the page shows what it may show without
}

try {
  start();
} catch {
  // A browser without what this needs: the page stays as it is.
}
