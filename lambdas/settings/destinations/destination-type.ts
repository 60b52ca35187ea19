import type * as z from 'zod';

/** What settings need to know of a kind of destination. */
export interface DestinationType {
  readonly type: string;
  /**
   * Of `PUT /v1/destinations/{destination}`; defaults are filled in by it. Fields that say where requests go are `z.url` or `z.hostname`:
   * by that they are known as addresses, which may not be private, and never get secrets that were given for another.
   */
  readonly settings: z.ZodType;
  readonly secrets: z.ZodType;
  /** Further settings that decide where secrets go: where one of them changes, secrets are given again, as for another address. */
  readonly secretsFollow?: readonly string[];
  /**
   * Whose limit it shares with others: the secrets that name an account of the receiver, and the receiver, where several types go there. Absent where
   * each destination is for itself.
   */
  readonly account?: { readonly receiver: string; readonly secrets: readonly string[] };
  /** The names of secrets that such settings need, both parsed, and that are not given; absent where `secrets` says all of it. */
  missingSecrets?(settings: unknown, secrets: unknown): readonly string[];
  /** The types of events of its site that settings, parsed, subscribe to; absent where a destination is told what rules say only. */
  readonly subscriptions?: (settings: unknown) => readonly string[];
  /** Whether settings, parsed, want a digest of the site's days; absent where there is none. */
  readonly hasDigest?: (settings: unknown) => boolean;
}
