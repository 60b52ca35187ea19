export type Device = 'desktop' | 'mobile' | 'tablet';

/** The kind of device, and no more of the user agent than that. Undefined when the browser does not say. */
export function deviceOf(userAgent: string | undefined): Device | undefined {
  if (userAgent === undefined || userAgent === '') return undefined;
  if (/iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/i.test(userAgent)) return 'tablet';
  return /Mobi|iPhone|iPod|Android/i.test(userAgent) ? 'mobile' : 'desktop';
}
