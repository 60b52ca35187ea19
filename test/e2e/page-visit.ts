/** What a page is answered that asked for a number. */
export interface PageVisit {
  readonly visitor?: string;
  readonly number?: { readonly e164: string };
  readonly default?: { readonly e164: string };
  readonly lease: { readonly state: string; readonly token?: string };
  readonly source: Record<string, string>;
}

/** Asks for a number as the tracker does. */
export async function pageVisit(url: string, body: { siteKey: string; pageUrl: string } & object): Promise<PageVisit> {
  const response = await fetch(new URL('/v1/numbers', url), { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`no number: ${response.status} ${await response.text()}`);
  return (await response.json()) as PageVisit;
}

/** Reports that a person is there. */
export async function confirmVisit(url: string, { lease }: PageVisit): Promise<{ held: boolean }> {
  const body = JSON.stringify({ lease: lease.token, active: true });
  const response = await fetch(new URL('/v1/heartbeats', url), { method: 'POST', body });
  if (!response.ok) throw new Error(`no heartbeat: ${response.status} ${await response.text()}`);
  return (await response.json()) as { held: boolean };
}

/** The ids that a signed token carries; they can be read, but not changed. */
export function claimsOf(token: string): Record<string, string> {
  return JSON.parse(Buffer.from(token.split('.')[2]!, 'base64url').toString('utf8')) as Record<string, string>;
}

/** What the page is told that says its visitor is active. */
export async function beat(
  url: string,
  { lease }: PageVisit,
): Promise<{ status: number; body: { held: boolean; default?: unknown } }> {
  const body = JSON.stringify({ lease: lease.token, active: true });
  const response = await fetch(`${url}/v1/heartbeats`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as { held: boolean } };
}
