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
  const settings = currentScript && 'src' in currentScript && settingsOf(currentScript);
  return settings || [...document.scripts].map(settingsOf).find((found) => found);
}

/** Read by cutting: `URL` takes a browser as long as all the rest of the start, and patterns have to be made. */
function settingsOf(script: HTMLScriptElement): ScriptSettings | undefined {
  const [file = '', ...query] = script.src.split(/[?#]/);
  const [scheme, , host] = file.split('/');
  const said = (name: string) =>
    script.getAttribute(`data-${name}`) ?? new RegExp(`(?:^|&)${name}=([^&]*)`).exec(query.join('&'))?.[1] ?? '';
  const isOurs = file.endsWith('/t.js') || script.hasAttribute('data-site');
  const siteKey = said('site');
  if (!host || !siteKey || !isOurs) return undefined;
  const apiOrigin = `${scheme}//${host}`;
  // In an address a plus sign is a space, or encoded.
  return { siteKey, apiOrigin, swapNumbers: (said('swap').match(/\d{7,}/g) ?? []).map((digits) => `+${digits}`) };
}
