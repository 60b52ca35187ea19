import { type Site, site } from '../../lambdas/settings/sites/site.ts';
import { CliError } from './cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from './management.ts';

/** The site's settings, by the running API. Throws a `CliError`. */
export async function readSite(management: ManagementOptions, id: string): Promise<Site> {
  const answer = await callManagement(management, `GET /v1/sites/${encodeURIComponent(id)}`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const settings = site.safeParse(answer.body);
  if (!settings.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return settings.data;
}
