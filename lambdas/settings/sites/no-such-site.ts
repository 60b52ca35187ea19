import { badRequest, type Problem } from '../../platform/http/problem.ts';

/** A 400 for a body whose `site` is not there. */
export function noSuchSite(site: string): Problem {
  return badRequest(`there is no site ${site}`, [{ field: 'site', detail: 'is not a known site' }]);
}
