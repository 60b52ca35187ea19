import { explainChoice } from '../../../lambdas/page-api/pool-choice/explain-choice.ts';
import type { Viewer } from '../../../lambdas/platform/http/viewer.ts';
import { poolAnswer } from '../../../lambdas/settings/pools/pool-answer.ts';
import { CliError } from '../cli-error.ts';
import type { ManagementOptions } from '../management.ts';
import { listAll, readSite } from '../read-settings.ts';
import type { PoolExplainOptions } from './options.ts';
import { explanationText } from './print.ts';

/** Says which pool a visit of that address gets, and why. Gives what is to be printed. */
export async function poolExplain(
  pageUrl: string,
  options: PoolExplainOptions,
  management: ManagementOptions,
): Promise<string> {
  const { referrer, target, device, userAgent, robot, json } = options;
  const viewer = viewerOf(options);
  const [settings, pools] = await Promise.all([
    readSite(management, options.site),
    listAll(management, '/v1/pools', poolAnswer, { site: options.site }),
  ]);
  const view = { pageUrl, referrer, target, viewer, device, userAgent, isRobot: robot };
  const explanation = explainChoice(settings, pools, view);
  if (explanation === undefined) throw new CliError(`${pageUrl} is not the http(s) address of a page`);
  return json ? `${JSON.stringify(explanation, undefined, 2)}\n` : explanationText(explanation);
}

/** CloudFront tells the country with every region. */
function viewerOf({ country: asked, region, city }: PoolExplainOptions): Viewer {
  const country = asked ?? region?.slice(0, 2);
  if (country !== undefined && region !== undefined && !region.startsWith(`${country}-`)) {
    throw new CliError(`${region} is no region of ${country}`);
  }
  return {
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
    ...(city !== undefined && { city }),
  };
}
