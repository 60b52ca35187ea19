/** A number as a page shows it: E.164, `display` for people, `href` for the link. */
export interface ShownNumber {
  readonly e164: string;
  readonly display: string;
  readonly href: string;
}
