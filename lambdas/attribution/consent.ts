/** What the visitor allows: `analytics` to be recognised and counted, `ads` that ad platforms hear of it. */
export interface Consent {
  readonly ads: boolean;
  readonly analytics: boolean;
}

/** The visitor's own word; without one, what the site takes for granted, less what their browser asks for everywhere. */
export function consentOf(given: Consent | undefined, siteDefault: 'granted' | 'denied', gpc = false): Consent {
  return given ?? { ads: siteDefault === 'granted' && !gpc, analytics: siteDefault === 'granted' };
}

/** Whether somebody allows less than they did. */
export function isNarrower(before: Consent, after: Consent): boolean {
  return (before.analytics && !after.analytics) || (before.ads && !after.ads);
}
