/** What the page of a call link says in one language. */
export interface PageWords {
  /** Title and heading. */
  readonly call: (name: string) => string;
  /** On the button. */
  readonly callNow: string;
  readonly number: string;
  /** Below the code that a phone's camera reads, and what it is. */
  readonly scan: string;
  readonly code: string;
  readonly hours: string;
  readonly everyDay: string;
  readonly holidays: string;
  readonly closedAllDay: string;
  readonly aroundTheClock: string;
  readonly openNow: string;
  readonly openUntil: (when: string) => string;
  readonly closedNow: string;
  readonly closedUntil: (when: string) => string;
  readonly inZone: (zone: string) => string;
  /** Why a link cannot be used, and what to do. */
  readonly expired: string;
  readonly expiredOn: (date: string) => string;
  readonly unknown: string;
  readonly unknownWhy: string;
  readonly callInstead: (name: string) => string;
  readonly failed: string;
  readonly failedWhy: string;
}
