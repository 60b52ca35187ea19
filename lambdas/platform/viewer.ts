/** Who made a call, as the edge tells it; nothing of it is known where the edge cannot be believed. */
export interface Viewer {
  /** IPv4 or IPv6, without a port. */
  readonly address?: string;
  /** ISO 3166-1 alpha-2, like `DE`. */
  readonly country?: string;
  /** ISO 3166-2, like `DE-BY`. */
  readonly region?: string;
  /** As CloudFront words it, in English: `Munich`. */
  readonly city?: string;
}
