import { field } from '../fields.ts';
import { callElements } from './call-buttons/call-elements.ts';
import { isPhone, thisDevice } from './call-buttons/device.ts';
import { hasPageSaid } from './consent/commands.ts';
import { onToolConsent } from './consent/consent-tools.ts';
import type { Core } from './core.ts';
import { onHumanSignal } from './human-signal.ts';
import { keepLease } from './lease/keep-lease.ts';
import { tellClicks } from './lease/tell-clicks.ts';
import { followPage } from './page/follow-page.ts';
import { markedElements } from './page/marked-elements.ts';
import { phoneCodes } from './phone-code.ts';
import { tellIdentity } from './tell-identity.ts';
import { onWake } from './visibility.ts';

/** ms after which the tags of other tools, which load at their own pace, have given this browser their ids. */
const otherToolsReady = [1000, 4000, 15_000];

/**
 * What `t.js` loads behind itself: it keeps a number right once it is there, and hears what other tools say. Returns what is to be called
 * whenever the page shows another number, or the same anew.
 */
export function start({ memory, post, page, session, otherIds, show, resume }: Core): () => void {
  const keeper = keepLease(memory, post, otherIds, show);
  const marked = markedElements();
  const showCodes = phoneCodes(memory, post, marked);
  const showCalls = callElements(marked, {
    isPhone: () => isPhone(thisDevice()),
    originals: page.originals,
    dialled: tellClicks(memory, post),
  });
  let hasShown = false;
  let stirred = false;
  onToolConsent(({ ads, analytics }, isDefault) => {
    // The page's own word beats what its tools say.
    if (!hasPageSaid()) session[isDefault ? 'assume' : 'say']({ ads: ads && !hasPrivacyControl(), analytics });
    showCodes();
  });
  followPage(page, marked.watch);
  onHumanSignal(() => {
    stirred = !hasShown;
    keeper.signal();
  });
  for (const pause of otherToolsReady) setTimeout(() => keeper.tellIds(), pause);
  const tellWho = tellIdentity(memory, post);
  onWake(resume);
  return () => {
    hasShown = true;
    showCalls(memory.read()?.number);
    keeper.look();
    // A person who stirred while the answer was under way is there all the same.
    if (stirred) keeper.signal();
    stirred = false;
    keeper.tellIds();
    tellWho();
    showCodes();
  };
}

/** The browser asks sites not to sell or share what they know (Global Privacy Control). */
function hasPrivacyControl(): boolean {
  return field(navigator, 'globalPrivacyControl') === true;
}
