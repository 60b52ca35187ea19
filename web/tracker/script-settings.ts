/** What the page's script element says. */
export interface ScriptSettings {
  readonly siteKey: string;
  /** Where the script came from is where the API is. */
  readonly apiOrigin: string;
  /** E.164 numbers that the page shows by itself, if it says so: spares the first visit a flicker. */
  readonly swapNumbers: readonly string[];
}

/**
 * `undefined` if no script element names a site. Attributes are for people who write HTML; tag managers leave none of them, and some
 * run scripts so that none is the current one: the address says the same.
 */
export function scriptSettings(): ScriptSettings | undefined {
  const current = settingsOf(document.currentScript);
  if (current !== undefined) return current;
  for (const script of document.scripts) {
    const settings = settingsOf(script);
    if (settings !== undefined) return settings;
  }
  return undefined;
}

function settingsOf(script: Element | SVGScriptElement | null): ScriptSettings | undefined {
  if (!(script instanceof HTMLScriptElement) || !script.src) return undefined;
  const { src, dataset } = script;
  const { origin, pathname, searchParams } = new URL(src);
  const siteKey = dataset.site || (pathname.endsWith('/t.js') && searchParams.get('site'));
  if (!siteKey) return undefined;
  // In an address a plus sign is a space.
  const swap = dataset.swap ?? searchParams.get('swap') ?? '';
  return { siteKey, apiOrigin: origin, swapNumbers: (swap.match(/\d+/g) ?? []).map((digits) => `+${digits}`) };
}
