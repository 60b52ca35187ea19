import { type Law, one } from './laws.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * What people do, whatever the curve: laws in seconds, shares of all who could. As in the simulation from which the product's starting figures are;
 * what that left out (phones, clicks, callers without a number, codes) is assumed. Half of the visits lead to a call, far more than on a real
 * site, so that not most of the time goes into visitors who never call: for who calls where only the ratio to unrelated calls counts.
 */
export const habits = {
  stay: one({ median: 2 * minute, sigma: 1.2 }),
  /** The page stays open behind others when its visitor goes: it shows the default number once theirs is another's. */
  leavesOpen: 0.3,
  staysOpen: one({ median: hour, sigma: 1 }),
  /** Comes back, in the same browser. */
  returns: 0.15,
  returnsAfter: one({ median: 3 * hour, sigma: 1 }),
  calls: 0.5,
  /** Looks at the page on a phone; then clicks the number to call it if the page is still open, mostly. */
  onPhone: 0.6,
  clicks: 0.75,
  /** Clicks and does not call. */
  clicksOnly: 0.03,
  /** The caller's number is withheld, always. */
  withheld: 0.1,
  /** Saved the number, and calls it again; so again after each call. */
  callsAgain: 0.25,
  callsAgainAfter: one({ mean: 3 * day }),
  /** Is asked for the code that the page shows, and says it; who has the page open no more opens it again. Some of these do that on another device. */
  saysCode: 0.2,
  onOtherDevice: 0.3,
  /** Of all calls to numbers of the pool: by people who never were on the site. Some of them call again as well. */
  unrelated: 0.08,
} satisfies Record<string, number | Law>;

/** How carriers tell of calls. */
export const telling = {
  /** Only the record is told, after the end; or also that it rings; or everything. */
  recordOnly: 0.6,
  ringingToo: 0.25,
  /** What is told of a call with all its events comes in any order within these seconds. */
  shuffledWithin: 10 * minute,
  /** A message is told late, by hours; or by a day and a half. */
  late: 0.04,
  lateBy: one({ mean: 6 * hour }),
  veryLate: 0.01,
  veryLateBy: 36 * hour,
  twice: 0.02,
} as const;
