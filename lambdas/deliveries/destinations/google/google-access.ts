import type { Access } from '../destination.ts';
import { readToken } from '../oauth-token.ts';

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

  read: (response) => readToken(response, 3600),
};
