import { field } from '../fields.ts';
import { arrivalOf, isLoadedAgain } from './arrival/landing.ts';
import { readOtherIds } from './arrival/other-ids.ts';
import { onConsent } from './consent/commands.ts';
import type { Consent } from './consent/consent.ts';
import { onToolConsent } from './consent/consent-tools.ts';
import { onHumanSignal } from './human-signal.ts';
import { alone } from './lease/alone.ts';
import { keepLease } from './lease/keep-lease.ts';
import { openMemory } from './lease/memory.ts';
import { openSession } from './lease/session.ts';
import { cookies } from './lease/shared-cookie.ts';
import { tellClicks } from './lease/tell-clicks.ts';
import { pageNumbers } from './page/page-numbers.ts';
import { postTo } from './post.ts';
import { scriptSettings } from './script-settings.ts';
import { isVisible, onWake } from './visibility.ts';

/** The longest that a number stays invisible while its replacement is asked for, ms. */
const longestHidden = 800;

/** ms after which the tags of other tools, which load at their own pace, have given this browser their ids. */
const otherToolsReady = [1000, 4000, 15_000];

/**
 * The script that a website includes: `<script async src="https://HOST/t.js" data-site="pk_...">`.
 * Shows the visitor's own number in place of the page's, and keeps it while the visitor is there.
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
  const privacyControl = field(navigator, 'globalPrivacyControl') === true;

  let isShowing = false;
  let stirred = false;
  const look = () => {
    const remembered = memory.read();
    page.lookFor([...swapNumbers, ...(remembered?.swapNumbers ?? [])], remembered?.swapSelectors ?? []);
  };
  const show = () => {
    isShowing = true;
    look();
    page.show(memory.read()?.number);
    keeper.look();
    // A person who stirred while the answer was under way is there all the same.
    if (stirred) keeper.signal();
    stirred = false;
    keeper.tellIds();
  };
  const otherIds = (allowed: Consent) => readOtherIds(cookies(), allowed);
  const keeper = keepLease(memory, post, otherIds, show);
  const session = openSession({
    about: { siteKey, touchScreen: navigator.maxTouchPoints > 1 || undefined },
    memory,
    post,
    alone: (work) => alone(name, work),
    arrival: () => arrivalOf(addresses, referrer),
    loadedAgain: isLoadedAgain(navigation),
    otherIds,
    privacyControl,
    isVisible,
    changed: show,
    asking() {
      look();
      page.hide();
      setTimeout(page.reveal, longestHidden);
    },
    unanswered: page.reveal,
  });

  let hasPageSaid = false;
  onConsent((consent) => {
    hasPageSaid = true;
    session.say(consent);
  });
  onToolConsent(({ ads, analytics }, isDefault) => {
    if (!hasPageSaid) session[isDefault ? 'assume' : 'say']({ ads: ads && !privacyControl, analytics });
  });
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
  onWake(resume);
  onHumanSignal(() => {
    stirred = !isShowing;
    keeper.signal();
  });
  for (const pause of otherToolsReady) setTimeout(() => keeper.tellIds(), pause);
  tellClicks(memory, post);
}

try {
  start();
} catch {
  // A browser without what this needs: the page stays as it is.
}
