import * as z from 'zod';
import type { GivenToken, HttpResponse } from './destination.ts';
import { jsonOf, retryAfter } from './http-response.ts';
import type { Outcome } from './outcome.ts';

const refusal = z.object({ error: z.string() });

/**
 * What a token endpoint of OAuth answers, RFC 6749 section 5: a token, or why there is none. `lifetimeSeconds`: how long a token lasts at
 * the least whose answer does not say it.
 */
export function readToken(response: HttpResponse, lifetimeSeconds: number): GivenToken | Outcome {
  const { status } = response;
  if (status === 200) {
    const parsed = token.safeParse(jsonOf(response));
    if (!parsed.success) return { kind: 'transient', detail: 'the token endpoint answered no token' };
    const { access_token, expires_in: expiresInSeconds = lifetimeSeconds, refresh_token } = parsed.data;
    return {
      token: access_token,
      expiresInSeconds,
      ...(refresh_token !== undefined && { refreshToken: refresh_token }),
    };
  }
  if (status === 429) {
    return { kind: 'throttled', afterSeconds: retryAfter(response), detail: 'the token endpoint is busy (429)' };
  }
  if (status === 400 || status === 401 || status === 403) {
    const { data } = refusal.safeParse(jsonOf(response));
    return {
      kind: 'auth',
      detail: `the token endpoint answered ${status} ${data?.error.slice(0, 100) ?? ''}`.trim(),
    };
  }
  return { kind: 'transient', detail: `the token endpoint answered ${status}` };
}

const token = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().min(0).optional(),
  refresh_token: z.string().min(1).optional().catch(undefined),
});
