import { onStir } from '../tracker/human-signal.ts';
import { postTo } from '../tracker/post.ts';
import { isVisible, onWake } from '../tracker/visibility.ts';
import { type LinkAnswer, readLinkAnswer } from './link-answer.ts';
import { nextTry, triesByItself } from './next-try.ts';

/**
 * The script of a call link's page. Asks for a number of the reader's own once somebody looks at the page, says when there is a sign of a
 * person, so that the number stays theirs, and takes it off the page when it is not any more. What could not be told is told later.
 */
const post = postTo(location.origin);
/** ms; those of browsers overflow after 24 days, and a lease may last a year. */
const longestTimer = 3_600_000;
let answer: LinkAnswer | undefined;
/** Requests under way. */
let asking = 0;
/** In a row. */
let failures = 0;
/** Since the last failure nothing but a press is told before this, ms. */
let quietUntil = 0;
/** The last request got no answer at all. */
let isCutOff = false;
/** When a sign of a person is worth telling, ms. */
let tellAt = 0;
/** Not told yet. */
let isPerson = false;
let isPressed = false;
let retry: ReturnType<typeof setTimeout> | undefined;
let lapse: ReturnType<typeof setTimeout> | undefined;

/** Tells what there is to tell, once it is time. */
function look(): void {
  clearTimeout(retry);
  if (asking > 0 || !isVisible()) return;
  if (answer !== undefined && !isPerson && !isPressed) return;
  const wait = quietUntil - Date.now();
  if (wait <= 0) void tell();
  else if (failures > 0 && failures <= triesByItself && Number.isFinite(wait)) retry = setTimeout(look, wait);
}

/** Tells that somebody is there: `active` with a sign of it, `pressed` of the button. */
async function tell(): Promise<void> {
  const [active, pressed] = [isPerson || isPressed, isPressed];
  isPerson = false;
  isPressed = false;
  asking += 1;
  const reply = await post(location.pathname, { active, ...(pressed && { pressed }) });
  asking -= 1;
  const now = Date.now();
  isCutOff = reply === undefined;
  const read = reply?.status === 200 ? readLinkAnswer(reply.body, reply.clockAhead, now) : undefined;
  if (read === undefined) {
    isPerson ||= active;
    isPressed ||= pressed;
    failures += 1;
    quietUntil = Math.max(quietUntil, nextTry(failures, reply, now, Math.random()));
  } else {
    failures = 0;
    quietUntil = 0;
    onAnswer(read);
  }
  look();
}

function onAnswer(read: LinkAnswer): void {
  answer = read;
  tellAt = read.tellAt;
  if (Date.now() < tellAt) isPerson = false;
  show(read.number);
  awaitLapse();
}

/** An hour at a time. */
function awaitLapse(): void {
  clearTimeout(lapse);
  if (answer?.heldUntil === undefined) return;
  const left = answer.heldUntil - Date.now();
  if (left <= 0) onLapse();
  else lapse = setTimeout(awaitLapse, Math.min(left, longestTimer));
}

function onPerson(): void {
  if (Date.now() < tellAt) return;
  isPerson = true;
  look();
}

/** Before the phone takes over: at once, whatever was answered before. */
function onPress(): void {
  isPressed = true;
  clearTimeout(retry);
  void tell();
}

/** From now on somebody else may have the number. */
function onLapse(): void {
  if (answer === undefined) return;
  show(answer.fallback);
  tellAt = 0;
}

function show({ display, href }: LinkAnswer['number']): void {
  for (const element of document.querySelectorAll('[data-number]')) element.textContent = display;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-call]')) link.href = href;
}

/** The page was away for a while: its number may be somebody else's. */
function onBack(): void {
  awaitLapse();
  look();
}

/** What failed for want of a network need not wait any longer. */
function onOnline(): void {
  if (isCutOff) quietUntil = 0;
  look();
}

document.querySelector('[data-call]')?.addEventListener('click', onPress);
onStir(onPerson);
onWake(onBack);
addEventListener('online', onOnline);
look();
