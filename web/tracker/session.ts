import { textField } from '../fields.ts';
import { lost, readNumberAnswer } from './answer.ts';
import { type Consent, isSameConsent } from './consent.ts';
import { type Arrival, landingOf, withoutClicks } from './landing.ts';
import type { Memory } from './memory.ts';
import { nextStep, type Step } from './next-step.ts';
import { noteOf, type OtherIds } from './other-ids.ts';
import type { Post } from './post.ts';
import { hasTokens, type Remembered, restrict } from './remembered.ts';

const nothing: Consent = { ads: false, analytics: false };

/** One thing leads to another two or three times at the most; a browser that does not keep what it is given would go on for ever. */
const mostSteps = 6;

/** What a session takes from the page and the browser. */
export interface SessionParts {
  readonly siteKey: string;
  readonly memory: Memory;
  readonly post: Post;
  /** Runs work while no other tab does. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly arrival: () => Arrival;
  readonly loadedAgain: boolean;
  readonly otherIds: (allowed: Consent) => OtherIds;
  /** The browser asks sites not to sell or share what they know (Global Privacy Control). */
  readonly privacyControl: boolean;
  readonly hasTouchScreen: boolean;
  readonly isVisible: () => boolean;
  readonly now: () => number;
  /** What the page shows has to follow from the memory anew. */
  readonly changed: () => void;
  /** A question for the first number leaves: until `changed`, or `unanswered`, nobody knows which one it will be. */
  readonly asking: () => void;
  readonly unanswered: () => void;
}

export interface Session {
  /** Does what there is to do; call it whenever anything may have changed. Never rejects. */
  work(): Promise<void>;
  /** The visitor's word, by whatever way it came. */
  say(consent: Consent): void;
  /** What holds on this page for a visitor who has said nothing yet. */
  assume(consent: Consent): void;
}

/**
 * Questions and news for the API, one after the other, and one tab after the other. Each step follows from what is known when it begins;
 * each answer is held against what is known when it comes. So it does not matter what happens while it is under way.
 */
export function openSession(parts: SessionParts): Session {
  const { memory, post, now, changed } = parts;
  let assumed: Consent | undefined;
  let isAnswered = false;
  let isWorking = false;
  let isWorkLeft = false;

  const allowedNow = (): Consent | undefined => {
    const said = memory.said() ?? assumed;
    return said && { ads: said.ads, analytics: said.analytics };
  };
  const landing = () => (isAnswered ? '' : landingOf(parts.arrival()));
  const known = () => {
    const [said, remembered] = [memory.said(), memory.read()];
    const key = said?.ads === false ? withoutClicks(landing()) : landing();
    return { said, remembered, landing: key, loadedAgain: parts.loadedAgain, isShowing: isAnswered };
  };
  const step = (): Step | undefined => {
    const next = nextStep(known(), now());
    // Whoever does not see the page needs no number.
    return next === 'ask' && !parts.isVisible() ? undefined : next;
  };
  const keep = (remembered: Remembered) => memory.write(restrict(remembered, memory.said() ?? assumed));

  /** False when the API has to be asked again at another time. */
  const ask = async (): Promise<boolean> => {
    if (!isAnswered) parts.asking();
    const consent = allowedNow();
    const before = consent?.analytics === false ? undefined : memory.stored();
    const arrival = parts.arrival();
    const key = landing();
    // What a site allows by default is known once it has named the visitor.
    const ids = parts.otherIds(consent ?? before?.allowed ?? nothing);
    const reply = await post('/v1/numbers', {
      siteKey: parts.siteKey,
      pageUrl: consent?.ads === false ? withoutClicks(arrival.pageUrl) : arrival.pageUrl,
      referrer: arrival.referrer,
      visitor: before?.visitor,
      lease: before?.lease,
      consent,
      ids: noteOf(ids) ? ids : undefined,
      gpc: (!consent && parts.privacyControl) || undefined,
      touchScreen: parts.hasTouchScreen || undefined,
    });
    const answer = reply?.status === 200 ? readNumberAnswer(reply, now()) : undefined;
    if (!answer) return false;
    isAnswered = true;
    const isNamed = answer.visitor !== undefined;
    const allowed = consent ?? { ads: isNamed && !parts.privacyControl, analytics: isNamed };
    // The visitor may have said less meanwhile, when there was nothing yet to tell of.
    const said = memory.said();
    if (said && isNamed && !isSameConsent(said, consent)) memory.say({ ...said, told: said.ads && said.analytics });
    keep({
      ...answer,
      landing: (allowed.ads ? key : withoutClicks(key)) || (before?.landing ?? ''),
      allowed,
      ids: noteOf(ids),
    });
    return true;
  };

  const tell = async (): Promise<boolean> => {
    const before = memory.stored();
    const said = memory.said();
    if (before === undefined) return true;
    const { visitor, lease } = before;
    const consent = before.forget || said === undefined ? nothing : { ads: said.ads, analytics: said.analytics };
    const reply = await post('/v1/consents', { visitor, lease, consent });
    const isTold = reply !== undefined && reply.status < 500 && reply.status !== 429;
    const present = memory.stored();
    const isPresent = present?.visitor === visitor && present?.lease === lease;
    if (isPresent && present && !consent.analytics) {
      const after = lease === undefined ? present : lost(present, reply?.body);
      if (isTold) memory.forget();
      memory.write(isTold ? { ...after, visitor: undefined, forget: undefined } : { ...after, visitor, lease });
    } else if (present && present.visitor === visitor && reply?.status === 200) {
      keep({ ...present, visitor: textField(reply.body, 'visitor') ?? visitor });
    }
    if (isTold) noteTold(consent);
    return isTold;
  };

  const noteTold = (consent: Consent) => {
    if (isSameConsent(memory.said(), consent)) memory.say({ ...consent, told: true });
  };

  const takeSteps = async () => {
    let next = step();
    for (let left = mostSteps; next !== undefined && left > 0; left--) {
      const isDone = await (next === 'tell' ? tell() : ask());
      const done = next;
      next = step();
      // Nobody is to see the number of an answer that came too late.
      if (isDone ? next !== 'tell' : done === 'tell') changed();
      if (!isDone) break;
    }
    const said = memory.said();
    // Who has no tokens has nothing to take back.
    if (said?.told === false && !hasTokens(memory.stored())) noteTold(said);
  };

  /** An earlier page, or another tab, had asked already. */
  const goBySomebodysAnswer = () => {
    if (isAnswered || nextStep(known(), now()) !== undefined) return;
    isAnswered = true;
    changed();
  };

  const work = async () => {
    goBySomebodysAnswer();
    isWorkLeft = true;
    if (isWorking) return;
    isWorking = true;
    while (isWorkLeft) {
      isWorkLeft = false;
      if (step() !== undefined) await parts.alone(takeSteps);
      goBySomebodysAnswer();
    }
    isWorking = false;
    if (!isAnswered) parts.unanswered();
  };

  return {
    work,
    say(consent) {
      const isAssumed = assumed !== undefined;
      assumed = undefined;
      if (isSameConsent(memory.said(), consent) && !isAssumed) return;
      memory.say({ ...consent, told: consent.ads && consent.analytics });
      if (consent.analytics) memory.reload();
      const remembered = memory.stored() ?? memory.read();
      if (remembered) keep(remembered);
      void work();
    },
    assume(consent) {
      if (memory.said() !== undefined || isSameConsent(assumed, consent)) return;
      assumed = consent;
      const remembered = memory.stored();
      if (remembered) keep(remembered);
      void work();
    },
  };
}
