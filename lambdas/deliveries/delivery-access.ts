import type { Destination } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';
import type { Answer } from './send-request.ts';

/** A token, whether it was just made, or why there is none. */
export type AccessToken = { readonly token: string; readonly isNew: boolean } | { readonly outcome: Outcome };

/** A token is not used in its last minute, ms. */
const margin = 60_000;

/** The access tokens that this container has, by destination; each was made with one version of its settings, and is for no other. */
export type AccessTokens = Map<string, { readonly token: string; readonly until: number; readonly version: number }>;

/** Whose token is wanted: `id` of the destination, with a version of its settings and secrets, parsed. */
export interface AccessRequest {
  readonly id: string;
  readonly version: number;
  readonly access: NonNullable<Destination<unknown, unknown>['access']>;
  readonly settings: unknown;
  readonly secrets: unknown;
}

/** The token that a destination's requests need: from memory, else a new one. Nothing of the conversion is sent for it. */
export async function accessToken(
  { id, version, access, settings, secrets }: AccessRequest,
  tokens: AccessTokens,
  dependencies: {
    readonly send: (request: ReturnType<typeof access.request>) => Promise<Answer>;
    readonly now: () => number;
    /** Keeps another refresh token that came with the token. Never throws. */
    readonly keep?: (refreshToken: string) => Promise<void>;
  },
): Promise<AccessToken> {
  const known = tokens.get(id);
  if (known !== undefined && known.version === version && dependencies.now() < known.until)
    return { token: known.token, isNew: false };
  tokens.delete(id);
  const answer = await dependencies.send(access.request(settings, secrets));
  if (answer.kind === 'not-sent' && answer.refused) return { outcome: { kind: 'rejected', detail: answer.detail } };
  if (answer.kind !== 'response')
    return { outcome: { kind: 'transient', detail: `no access token: ${answer.detail}` } };
  const read = access.read(answer.response);
  if (!('token' in read)) return { outcome: read };
  tokens.set(id, { version, token: read.token, until: dependencies.now() + read.expiresInSeconds * 1000 - margin });
  if (read.refreshToken !== undefined) await dependencies.keep?.(read.refreshToken);
  return { token: read.token, isNew: true };
}
