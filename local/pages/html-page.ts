import type { EdgeResponse } from 'cloudformation-local';

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem .3rem 0; vertical-align: top }
  article { border-top: 1px solid #8886; padding: .8rem 0 }
  pre { overflow: auto; max-height: 30rem; padding: .6rem; background: #8881; white-space: pre-wrap; overflow-wrap: anywhere }
  code { overflow-wrap: anywhere } .quiet { opacity: .7 } form { display: inline } button { margin-right: .3rem }
  iframe { width: 100%; height: 32rem; border: 1px solid #8886; background: #fff }`;

/** Pages of the local run load nothing, run nothing and are shown in no frame. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * A page made on the server.
 * @param body HTML in which everything foreign is escaped
 * @param refreshSeconds after which the page loads again; 0 = never
 */
export function htmlPage(title: string, body: string, refreshSeconds = 0): EdgeResponse {
  const refresh = refreshSeconds > 0 ? `<meta http-equiv="refresh" content="${refreshSeconds}">` : '';
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${refresh}<title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`;
  return htmlResponse(html, policy);
}

export function htmlResponse(html: string, contentSecurityPolicy: string): EdgeResponse {
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: forms would then name no origin, and be taken for a foreign page's.
    'referrer-policy': 'same-origin',
  });
  return { status: 200, headers, body: html };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
