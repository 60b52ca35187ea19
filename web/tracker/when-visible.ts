export function isVisible(): boolean {
  // Prerendered pages report themselves as hidden in some browsers and as visible in others.
  return document.visibilityState !== 'hidden' && !('prerendering' in document && document.prerendering === true);
}

/** Runs `act` once, as soon as somebody can see the page. */
export function whenVisible(act: () => void): void {
  if (isVisible()) {
    act();
    return;
  }
  const once = () => {
    if (!isVisible()) return;
    document.removeEventListener('visibilitychange', once);
    document.removeEventListener('prerenderingchange', once);
    act();
  };
  document.addEventListener('visibilitychange', once);
  document.addEventListener('prerenderingchange', once);
}

/** Runs `act` whenever the page comes (back): its tab is looked at, or the browser brings it from its cache or from before its time. */
export function onWake(act: () => void): void {
  for (const type of ['visibilitychange', 'prerenderingchange']) {
    document.addEventListener(type, () => {
      if (isVisible()) act();
    });
  }
  addEventListener('pageshow', (event) => {
    if (event.persisted) act();
  });
}
