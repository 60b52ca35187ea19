/** What the page's script element says. */
export interface ScriptSettings {
  readonly siteKey: string;
  /** Where the script came from is where the API is. */
  readonly apiOrigin: string;
  /** E.164 numbers that the page shows by itself, if it says so: spares the first visit a flicker. */
  readonly swapNumbers: readonly string[];
}

/** `undefined` if no script element names a site. */
export function scriptSettings(): ScriptSettings | undefined {
  const script = document.currentScript ?? document.querySelector('script[data-site]');
  if (!(script instanceof HTMLScriptElement)) return undefined;
  const { site, swap } = script.dataset;
  if (!site || !script.src) return undefined;
  return { siteKey: site, apiOrigin: new URL(script.src).origin, swapNumbers: swap?.match(/\+\d+/g) ?? [] };
}
