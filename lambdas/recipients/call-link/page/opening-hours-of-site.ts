import * as z from 'zod';
import { type HourSpan, storedHourSpan } from '../../../settings/opening-hours/hour-span.ts';
import { type CallPage, readCallPage } from '../../../settings/sites/call-page.ts';
import type { Site } from '../../../settings/sites/site.ts';

/** A route that asks for hours and nothing else, and where calls go then. */
const routeByHours = z.object({
  when: z.strictObject({ hours: z.union([storedHourSpan, z.array(storedHourSpan)]) }),
  reject: z.literal(true).optional(),
});

/**
 * When somebody answers the site's calls: what its `callPage` says, else the hours of those of its routes that ask for hours alone and lead
 * to people. Empty where nobody has said it.
 */
export function openingHoursOf({ routes, callPage }: Pick<Site, 'routes' | 'callPage'>): readonly HourSpan[] {
  const { hours }: CallPage = readCallPage(callPage);
  if (hours !== undefined) return hours;
  if (!Array.isArray(routes)) return [];
  return routes.flatMap((route: unknown) => {
    const { data } = routeByHours.safeParse(route);
    return data === undefined || data.reject === true ? [] : [data.when.hours].flat();
  });
}
