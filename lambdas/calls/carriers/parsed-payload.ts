import type { Observation } from '../observation.ts';

/**
 * What a carrier's payload says: observations; or nothing that concerns us, and why; or it is not what it should be, and
 * why. The reasons hold no values of the payload, so they may be logged.
 */
export type ParsedPayload =
  | { readonly observations: readonly Observation[] }
  | { readonly ignored: string }
  | { readonly malformed: string };
