/**
 * Whether a `Host` header names this machine. A page of the internet can make a browser call 127.0.0.1 under the page's own
 * name (DNS rebinding); such calls are turned away.
 */
export function isLocalHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
