import { alone } from './alone.ts';
import { onConsent } from './commands.ts';
import { onToolConsent } from './consent-tools.ts';
import { onHumanSignal } from './human-signal.ts';
import { keepLease } from './keep-lease.ts';
import { arrivalOf } from './landing.ts';
import { loadedAgain } from './loaded-again.ts';
import { openMemory } from './memory.ts';
import { readOtherIds } from './other-ids.ts';
import { pageNumbers } from './page-numbers.ts';
import { postTo } from './post.ts';
import { scriptSettings } from './script-settings.ts';
import { openSession } from './session.ts';
import { tellClicks } from './tell-clicks.ts';
import { isVisible, onWake, whenVisible } from './when-visible.ts';

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
  if (settings === undefined) return;
  const { siteKey, apiOrigin, swapNumbers } = settings;
  const name = `leaseline:${siteKey}`;
  // A tag manager, or a page that draws itself anew, may bring the script twice.
  if (Reflect.has(window, name)) return;
  Reflect.set(window, name, true);
  // The page may change its address at any time: what it was is read before anything else.
  const addresses = [...performance.getEntriesByType('navigation').map((entry) => entry.name), location.href];
  const { referrer } = document;
  // A page that was loaded ahead of its visitor gets its address when he comes.
  whenVisible(() => addresses.push(location.href));
  const memory = openMemory(name);
  const post = postTo(apiOrigin);
  const page = pageNumbers();
  const privacyControl = Reflect.get(navigator, 'globalPrivacyControl') === true;

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
  const keeper = keepLease(memory, post, ({ allowed }) => readOtherIds(document.cookie, allowed), show);
  const session = openSession({
    siteKey,
    memory,
    post,
    alone: (work) => alone(name, work),
    arrival: () => arrivalOf(addresses, referrer),
    loadedAgain: loadedAgain(),
    otherIds: (allowed) => readOtherIds(document.cookie, allowed),
    privacyControl,
    hasTouchScreen: navigator.maxTouchPoints > 1,
    isVisible,
    now: () => Date.now(),
    changed: show,
    asking() {
      look();
      page.hide();
      setTimeout(() => page.reveal(), longestHidden);
    },
    unanswered: () => page.reveal(),
  });

  let hasPageSaid = false;
  onConsent((consent) => {
    hasPageSaid = true;
    session.say(consent);
  });
  onToolConsent({
    privacyControl,
    tell({ isDefault, ...consent }) {
      if (hasPageSaid) return;
      if (isDefault) session.assume(consent);
      else session.say(consent);
    },
  });
  const resume = () => {
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
