import { field } from '../fields.ts';

export function isVisible(): boolean {
  // Prerendered pages report themselves as hidden in some browsers and as visible in others.
  return document.visibilityState !== 'hidden' && field(document, 'prerendering') !== true;
}

/** Runs `act` whenever somebody may see the page who did not before, or the other way round. */
export function onVisibilityChange(act: () => void): void {
  for (const type of ['visibilitychange', 'prerenderingchange']) document.addEventListener(type, act);
}

/** Runs `act` whenever the page comes (back): its tab is looked at, or the browser brings it from its cache or from before its time. */
export function onWake(act: () => void): void {
  onVisibilityChange(() => isVisible() && act());
  addEventListener('pageshow', (event) => event.persisted && act());
}
