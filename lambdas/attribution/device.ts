export type Device = 'desktop' | 'mobile' | 'tablet';

/**
 * The kind of device, and no more of the user agent than that. Undefined when the browser does not say.
 * @param hasTouchScreen what only the page knows: Safari on an iPad names itself a Mac, and no Mac has such a screen
 */
export function deviceOf(userAgent: string | undefined, hasTouchScreen = false): Device | undefined {
  if (userAgent === undefined || userAgent === '') return undefined;
  // Windows with a touch screen is called "Tablet PC" by old browsers.
  if (/iPad|Tablet(?! PC)|PlayBook|Silk|Android(?!.*Mobile)/i.test(userAgent)) return 'tablet';
  if (hasTouchScreen && userAgent.includes('Macintosh')) return 'tablet';
  return /Mobi|iPhone|iPod|Android/i.test(userAgent) ? 'mobile' : 'desktop';
}
