import * as z from 'zod';
import type { Access } from '../destination.ts';
import { jsonOf, retryAfter } from '../http-response.ts';

const token = z.object({ access_token: z.string().min(1), expires_in: z.number().min(0).default(3600) });
const refusal = z.object({ error: z.string() });

/** What a refresh token is exchanged with, and where. */
interface TokenEndpoint {
  readonly tokenEndpoint: string;
}
interface RefreshToken {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Access tokens for a refresh token, RFC 6749 section 6. */
export const googleAccess: Access<TokenEndpoint, RefreshToken> = {
  request: ({ tokenEndpoint }, { clientId, clientSecret, refreshToken }) => ({
    method: 'POST',
    url: tokenEndpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  }),

  read(response) {
    const { status } = response;
    if (status === 200) {
      const parsed = token.safeParse(jsonOf(response));
      if (!parsed.success) return { kind: 'transient', detail: 'the token endpoint answered no token' };
      return { token: parsed.data.access_token, expiresInSeconds: parsed.data.expires_in };
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
  },
};
