import { hasPageSaid } from './consent/commands.ts';
import { onToolConsent } from './consent/consent-tools.ts';
import type { Core } from './core.ts';
import { onHumanSignal } from './human-signal.ts';
import { keepLease } from './lease/keep-lease.ts';
import { tellClicks } from './lease/tell-clicks.ts';
import { followPage } from './page/follow-page.ts';
import { tellIdentity } from './tell-identity.ts';
import { onWake } from './visibility.ts';

/** ms after which the tags of other tools, which load at their own pace, have given this browser their ids. */
const otherToolsReady = [1000, 4000, 15_000];

/**
 * What `t.js` loads behind itself: it keeps a number right once it is there, and hears what other tools say. Returns what is to be called
 * whenever the page shows another number, or the same anew.
 */
export function start({ memory, post, page, session, otherIds, privacyControl, show, resume }: Core): () => void {
  const keeper = keepLease(memory, post, otherIds, show);
  let hasShown = false;
  let stirred = false;
  onToolConsent(({ ads, analytics }, isDefault) => {
    // The page's own word beats what its tools say.
    if (!hasPageSaid()) session[isDefault ? 'assume' : 'say']({ ads: ads && !privacyControl, analytics });
  });
  followPage(page);
  onHumanSignal(() => {
    stirred = !hasShown;
    keeper.signal();
  });
  for (const pause of otherToolsReady) setTimeout(() => keeper.tellIds(), pause);
  tellClicks(memory, post);
  const tellWho = tellIdentity(memory, post);
  onWake(resume);
  return () => {
    hasShown = true;
    keeper.look();
    // A person who stirred while the answer was under way is there all the same.
    if (stirred) keeper.signal();
    stirred = false;
    keeper.tellIds();
    tellWho();
  };
}
