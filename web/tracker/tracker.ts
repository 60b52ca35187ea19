import { askNumber } from './ask-number.ts';
import { onConsent } from './commands.ts';
import { openConsent } from './consent.ts';
import { onHumanSignal } from './human-signal.ts';
import { keepLease } from './keep-lease.ts';
import { landingOf } from './landing.ts';
import { loadedAgain } from './loaded-again.ts';
import { openMemory } from './memory.ts';
import { pageNumbers } from './page-numbers.ts';
import { postTo } from './post.ts';
import { hasTokens, type Remembered } from './remembered.ts';
import { scriptSettings } from './script-settings.ts';
import { serves } from './serves.ts';
import { tellClicks } from './tell-clicks.ts';
import { tellConsent } from './tell-consent.ts';
import { onWake, whenVisible } from './when-visible.ts';

/** The longest that a number stays invisible while its replacement is asked for, ms. */
const longestHidden = 800;

/**
 * The script that a website includes: `<script async src="https://HOST/t.js" data-site="pk_...">`.
 * Shows the visitor's own number in place of the page's, and keeps it while the visitor is there.
 */
function start(): void {
  const settings = scriptSettings();
  if (settings === undefined) return;
  const { siteKey, apiOrigin, swapNumbers } = settings;
  const memory = openMemory(`leaseline:${siteKey}`);
  const consents = openConsent(`leaseline:${siteKey}:consent`);
  const post = postTo(apiOrigin);
  const page = pageNumbers();
  const landing = landingOf(location.href, document.referrer);
  const again = loadedAgain();
  const answered = (remembered: Remembered | undefined) =>
    remembered !== undefined && serves(remembered, landing, again, Date.now());

  let showing = false;
  let stirred = false;
  const lookFor = (remembered: Remembered | undefined) =>
    page.lookFor([...swapNumbers, ...(remembered?.swapNumbers ?? [])], remembered?.swapSelectors ?? []);
  const show = () => {
    const remembered = memory.read();
    showing = true;
    lookFor(remembered);
    page.show(remembered?.number);
    keeper.look();
    // A person who stirred while the answer was under way is there all the same.
    if (stirred) keeper.signal();
    stirred = false;
  };
  const keeper = keepLease(memory, post, show);

  let begun = false;
  const tell = () => {
    // Of a new visitor the API hears with the first question, which is not to wait for this.
    if (!begun && !hasTokens(memory.read())) return;
    if (consents.read()?.told === false) void tellConsent(siteKey, consents, memory, post, () => showing && show());
  };

  const ask = async () => {
    lookFor(memory.read());
    page.hide();
    setTimeout(() => page.reveal(), longestHidden);
    if (await askNumber({ siteKey, landing, consents, answered }, memory, post)) show();
    page.reveal();
    // The visitor may have withdrawn while the answer was under way.
    const said = consents.read();
    if (said?.analytics !== false || memory.read()?.visitor === undefined) return;
    consents.write({ ...said, told: false });
    tell();
  };

  const begin = () => (answered(memory.read()) ? show() : whenVisible(() => void ask()));
  onConsent((consent) => {
    const before = consents.read();
    if (before?.ads === consent.ads && before.analytics === consent.analytics) return;
    consents.write({ ...consent, told: consent.ads && consent.analytics });
    tell();
    const remembered = memory.read();
    if (!consent.analytics || !remembered || remembered.visitor !== undefined) return;
    // Who was not to be recognised is now: the answer of before is none any more.
    memory.write({ ...remembered, askedAt: 0 });
    if (showing) begin();
  });
  tell();
  begin();
  begun = true;
  memory.onChange(show);
  onWake(() => {
    tell();
    if (showing) show();
  });
  onHumanSignal(() => {
    stirred = !showing;
    keeper.signal();
  });
  tellClicks(memory, post);
}

try {
  start();
} catch {
  // A browser without what this needs: the page stays as it is.
}
