import { textField } from '../../fields.ts';
import { type Arrival, asAllowed, landingOf } from '../arrival/landing.ts';
import { noteOf, type OtherIds } from '../arrival/other-ids.ts';
import { type Consent, isSameConsent, nothing, parseConsent } from '../consent/consent.ts';
import type { Post } from '../post.ts';
import { lost, readNumberAnswer } from './answer.ts';
import type { Memory } from './memory.ts';
import { nextStep, type Step } from './next-step.ts';
import { hasTokens, type Remembered, restrict } from './remembered.ts';

/** One thing leads to another two or three times at the most; a browser that does not keep what it is given would go on for ever. */
const mostSteps = 6;

/** What a session takes from the page and the browser. */
export interface SessionParts {
  /** What each question for a number says of site and browser, as `POST /v1/numbers` takes it. */
  readonly about: { readonly siteKey: string; readonly touchScreen: true | undefined };
  readonly memory: Memory;
  readonly post: Post;
  /** Runs work while no other tab does. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly arrival: () => Arrival;
  readonly reloaded: boolean;
  readonly otherIds: (allowed: Consent) => OtherIds;
  /** The browser asks sites not to sell or share what they know (Global Privacy Control). */
  readonly gpc: boolean;
  /** Is a number asked for now, with this as the visitor's word? */
  readonly mayAsk: (consent: Consent | undefined) => boolean;
  /** What the page shows has to follow from the memory anew. */
  readonly show: () => void;
  /** A question for the first number left: until `show`, or `reveal`, nobody knows which one it will be. */
  readonly hide: () => void;
  readonly reveal: () => void;
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
  const { memory, post, show, arrival } = parts;
  let assumed: Consent | undefined;
  let isAnswered = false;
  let isWorking = false;
  let isWorkLeft = false;

  const allowedNow = () => parseConsent(memory.said() ?? assumed);
  const nextOf = (): Step | undefined => {
    const said = memory.said();
    const landing = () => (isAnswered ? '' : asAllowed(landingOf(arrival()), said));
    return nextStep({ ...parts, said, remembered: memory.read(), landing, isShowing: isAnswered }, Date.now());
  };
  const step = () => {
    const next = nextOf();
    return next === 'ask' && !parts.mayAsk(allowedNow()) ? undefined : next;
  };
  const keep = (remembered: Remembered | undefined) =>
    remembered && memory.write(memory.said() ? remembered : restrict(remembered, assumed));

  /** False when the API has to be asked again at another time. */
  const ask = async (): Promise<boolean> => {
    const consent = allowedNow();
    const before = consent?.analytics === false ? undefined : memory.stored();
    const came = arrival();
    const landing = isAnswered ? '' : landingOf(came);
    // What a site allows by default is known once it has named the visitor.
    const ids = parts.otherIds(consent ?? before?.allowed ?? nothing);
    const replied = post('/v1/numbers', {
      ...parts.about,
      pageUrl: asAllowed(came.pageUrl, consent),
      referrer: came.referrer,
      visitor: before?.visitor,
      lease: before?.lease,
      consent,
      ids: noteOf(ids) ? ids : undefined,
      gpc: (!consent && parts.gpc) || undefined,
    });
    // While the question is under way there is time to look through the page.
    if (!isAnswered) parts.hide();
    const answer = readNumberAnswer(await replied, Date.now());
    if (!answer) return false;
    isAnswered = true;
    const isNamed = answer.visitor !== undefined;
    const allowed = consent ?? { ads: isNamed && !parts.gpc, analytics: isNamed };
    // The visitor may have said less meanwhile, when there was nothing yet to tell of.
    const said = memory.said();
    if (said && isNamed && !isSameConsent(said, consent)) memory.say(said, said.ads && said.analytics);
    keep({ ...answer, landing: asAllowed(landing, allowed) || (before?.landing ?? ''), allowed, ids: noteOf(ids) });
    return true;
  };

  const tell = async (): Promise<boolean> => {
    const before = memory.stored();
    if (!before) return true;
    const { visitor, lease, forget } = before;
    const consent = (!forget && parseConsent(memory.said())) || nothing;
    const reply = await post('/v1/consents', { visitor, lease, consent });
    const isTold = reply !== undefined && reply.status < 500 && reply.status !== 429;
    const present = memory.stored();
    if (present && present.visitor === visitor) {
      if (consent.analytics) {
        if (reply?.status === 200) keep({ ...present, visitor: textField(reply.body, 'visitor') ?? visitor });
      } else if (present.lease === lease) {
        const after = lease === undefined ? present : lost(present, reply?.body);
        if (isTold) memory.forget();
        memory.write(isTold ? { ...after, visitor: undefined, forget: undefined } : { ...after, visitor, lease });
      }
    }
    if (isTold) noteTold(consent);
    return isTold;
  };

  const noteTold = (consent: Consent) => {
    if (isSameConsent(memory.said(), consent)) memory.say(consent, true);
  };

  const takeSteps = async () => {
    let next = step();
    for (let left = mostSteps; next && left > 0; left--) {
      const done = next;
      const isDone = await (done === 'tell' ? tell() : ask());
      next = step();
      // Nobody is to see the number of an answer that came too late.
      if (isDone ? next !== 'tell' : done === 'tell') show();
      if (!isDone) break;
    }
    const said = memory.said();
    // Who has no tokens has nothing to take back.
    if (said?.told === false && !hasTokens(memory.stored())) noteTold(said);
  };

  /** An earlier page, or another tab, had asked already. */
  const goBySomebodysAnswer = () => {
    if (isAnswered || nextOf()) return;
    isAnswered = true;
    show();
  };

  const work = async () => {
    goBySomebodysAnswer();
    isWorkLeft = true;
    if (isWorking) return;
    isWorking = true;
    while (isWorkLeft) {
      isWorkLeft = false;
      if (step()) await parts.alone(takeSteps);
      goBySomebodysAnswer();
    }
    isWorking = false;
    if (!isAnswered) parts.reveal();
  };

  return {
    work,
    say(consent) {
      const isKnown = !assumed && isSameConsent(memory.said(), consent);
      assumed = undefined;
      if (isKnown) return;
      memory.say(consent, consent.ads && consent.analytics);
      if (consent.analytics) memory.reload();
      keep(memory.stored() ?? memory.read());
      void work();
    },
    assume(consent) {
      if (memory.said() || isSameConsent(assumed, consent)) return;
      assumed = consent;
      keep(memory.stored());
      void work();
    },
  };
}
