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
  const { currentScript } = document;
  let settings = currentScript && 'src' in currentScript ? settingsOf(currentScript) : undefined;
  for (const script of document.scripts) settings ??= settingsOf(script);
  return settings;
}

/** Read by patterns: `URL` takes a browser as long as all the rest of the start. */
function settingsOf(script: HTMLScriptElement): ScriptSettings | undefined {
  const [, apiOrigin, file, query] = /^([^:]+:\/\/[^/]+)([^?#]*)([^#]*)/.exec(script.src) ?? [];
  const said = (name: string) =>
    script.getAttribute(`data-${name}`) ?? new RegExp(`[?&]${name}=([^&]*)`).exec(query ?? '')?.[1] ?? '';
  const isOurs = file?.endsWith('/t.js') || script.hasAttribute('data-site');
  const siteKey = said('site');
  if (!apiOrigin || !siteKey || !isOurs) return undefined;
  // In an address a plus sign is a space, or encoded.
  return { siteKey, apiOrigin, swapNumbers: (said('swap').match(/\d{7,}/g) ?? []).map((digits) => `+${digits}`) };
}
