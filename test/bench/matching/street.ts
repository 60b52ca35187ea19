import { mostEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import type { Agenda } from './agenda.ts';
import { type Browser, openBrowser, type Shown } from './browser.ts';
import type { CallDesk } from './call-desk.ts';
import { habits } from './habits.ts';
import { drawn, type Law } from './laws.ts';
import type { CallKind } from './played-call.ts';
import { callerNumber, type Shop } from './shop.ts';
import type { Showings } from './showings.ts';

interface Surroundings {
  readonly shop: Shop;
  readonly agenda: Agenda;
  readonly showings: Showings;
  readonly desk: CallDesk;
  readonly random: () => number;
  /** From showing a number to the call. */
  readonly curve: Law;
}

/** A person with a phone; `site` of who was on the site. */
interface Person {
  /** Undefined: always withheld. */
  readonly caller: string | undefined;
  /** Numbers of the pool that they called. */
  readonly called: Set<string>;
  readonly site?: OnSite;
}

/** How somebody is on the site. */
interface OnSite {
  readonly browser: Browser;
  readonly onPhone: boolean;
  /** Whom the site takes them for. */
  visitor: string;
  page: OpenPage;
}
type Visitor = Person & { readonly site: OnSite };

/** Times in ms. */
interface OpenPage {
  readonly stayEnds: number;
  readonly openUntil: number;
}

/** The people outside: who comes, stays, comes back, and calls. */
export interface Street {
  /** Somebody comes who was never here. */
  readonly arrive: () => Promise<void>;
  readonly callsBefore: () => number;
}

const second = 1000;

export function openStreet(
  { shop, agenda, showings, desk, random, curve }: Surroundings,
  { confirmed, judged }: { readonly confirmed: number; readonly judged: number },
): Street {
  const chance = (share: number) => random() < share;
  let people = 0;
  let callsJudged = 0;
  let callsBefore = 0;

  const newPerson = (): Person => {
    const index = people++;
    return { caller: chance(habits.withheld) ? undefined : callerNumber(index), called: new Set() };
  };

  const call = (person: Person, number: string, isShared: boolean) => {
    // From more calls no pool learns.
    const isJudged = desk.confirmed() >= confirmed || callsBefore >= mostEvidence;
    if (!isJudged) callsBefore++;
    const kind = kindOf(person, number);
    const id = desk.ring(
      {
        kind,
        number,
        isShared,
        caller: person.caller,
        visitor: person.site?.visitor,
        holders: showings.holders(number),
        lastOfSite: showings.last(),
        lastShown: showings.last(number),
      },
      isJudged,
    );
    if (isJudged && ++callsJudged === judged) agenda.endTraffic();
    if (isShared) return;
    person.called.add(number);
    if (chance(habits.saysCode)) agenda.later(asksAfter, () => sayCode(person, id));
    if (chance(habits.callsAgain)) {
      agenda.later(drawn(habits.callsAgainAfter, random), async () => call(person, number, false));
    }
    if (person.site !== undefined && chance(unrelatedPerCall)) unrelatedCall();
  };

  /** Who has no page open opens one, some on another device; whoever never was on the site is a visitor only then. */
  const sayCode = async ({ site }: Person, id: string) => {
    const isOpen = site !== undefined && agenda.now() <= site.page.openUntil;
    const isOwn = isOpen || (site !== undefined && !chance(habits.onOtherDevice));
    const browser = isOwn ? site.browser : openBrowser(shop);
    if (!isOpen) showings.note(await browser.load(''));
    desk.noteCode(id, await browser.code());
  };

  /** Whatever number of the pool, within the hours that come. */
  const unrelatedCall = () => {
    const person = newPerson();
    const number = shop.numbers[Math.floor(random() * shop.numbers.length)] ?? '';
    agenda.later(unrelatedWithin * random(), async () => call(person, number, false));
  };

  const visit = async (visitor: Visitor, query: string) => {
    const { site } = visitor;
    const shown = await site.browser.load(query);
    site.visitor = shown.visitor;
    showings.note(shown);
    const stay = drawn(habits.stay, random);
    const open = chance(habits.leavesOpen) ? drawn(habits.staysOpen, random) : 0;
    const stayEnds = agenda.now() + stay * second;
    site.page = { stayEnds, openUntil: stayEnds + open * second };
    stir(visitor, stayEnds, Math.min(firstSign, stay));
    if (chance(habits.calls)) agenda.later(drawn(curve, random), () => pickUp(visitor, shown));
    if (site.onPhone && chance(habits.clicksOnly)) agenda.later(stay * random(), () => click(visitor));
    if (chance(habits.returns)) agenda.later(stay + drawn(habits.returnsAfter, random), () => visit(visitor, ''));
  };

  const stir = (visitor: Visitor, until: number, seconds: number) => {
    agenda.later(seconds, async () => {
      const next = await visitor.site.browser.stir();
      if (next !== undefined && agenda.now() + next < until) stir(visitor, until, next / second);
    });
  };

  const click = async ({ site: { browser } }: Visitor) => {
    const shown = browser.shown();
    if (shown?.leased !== true) return;
    await browser.click();
    showings.noteClick(shown, agenda.now());
  };

  /** Calls what the page shows now, if it is still open; else what it showed then. */
  const pickUp = async (visitor: Visitor, then: Shown) => {
    const { browser, page, onPhone } = visitor.site;
    const isOpen = agenda.now() <= page.openUntil;
    if (isOpen && agenda.now() > page.stayEnds) await browser.look();
    const { number, leased } = (isOpen ? browser.shown() : undefined) ?? then;
    if (!isOpen || !onPhone || !chance(habits.clicks)) return call(visitor, number, !leased);
    await click(visitor);
    agenda.later(3 + 6 * random(), async () => call(visitor, number, !leased));
  };

  return {
    async arrive() {
      const page = { stayEnds: 0, openUntil: 0 };
      const site = { browser: openBrowser(shop), onPhone: chance(habits.onPhone), visitor: '', page };
      await visit({ ...newPerson(), site }, '?utm_source=google&utm_medium=cpc&utm_campaign=spring');
    },
    callsBefore: () => callsBefore,
  };
}

/** The first sign of a human, and the question for the code, s. */
const firstSign = 5;
const asksAfter = 20;
const unrelatedWithin = 6 * 3600;
/** Of each call by a visitor, so that with what follows from both the shares come out. */
const unrelatedPerCall = (habits.unrelated / (1 - habits.unrelated)) * (1 - habits.callsAgain);

function kindOf({ site, called }: Person, number: string): CallKind {
  if (site === undefined) return 'unrelated';
  if (called.has(number)) return 'again';
  return called.size > 0 ? 'other number' : 'first';
}
