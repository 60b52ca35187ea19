import { forbidden } from '../platform/http/problem.ts';
import type { Site } from '../settings/sites/site.ts';

/** Only pages of the site may ask for its numbers. Requests without an `Origin` header come from no page. Throws 403. */
export function checkOrigin(site: Site, origin: string | undefined): void {
  if (origin !== undefined && !site.origins.includes(origin)) throw forbidden('this origin is not one of the site');
}
