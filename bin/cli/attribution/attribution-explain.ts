import { explainAttribution } from '../../../lambdas/attribution/explain-attribution.ts';
import { referrerAddress } from '../../../lambdas/attribution/page-address.ts';
import { channels } from '../../../lambdas/conditions/channels.ts';
import { conditionMatches } from '../../../lambdas/conditions/evaluate-condition.ts';
import { explainChoice } from '../../../lambdas/page-api/pool-choice/explain-choice.ts';
import { poolAnswer } from '../../../lambdas/settings/pools/pool-answer.ts';
import { CliError } from '../cli-error.ts';
import type { ManagementOptions } from '../management.ts';
import { listAll, readSite } from '../read-settings.ts';
import type { AttributionExplainOptions } from './options.ts';
import { type AttributionReport, attributionText } from './print.ts';

/** Says where a visit of that address came from, and why. Gives what is to be printed. */
export async function attributionExplain(
  pageUrl: string,
  { referrer, before, daysAgo, site, json }: AttributionExplainOptions,
  management: () => ManagementOptions,
): Promise<string> {
  if (referrer !== undefined && referrer !== '' && referrerAddress(referrer) === undefined) {
    throw new CliError(`${referrer} is no address of a page or app that could have the link`);
  }
  const asked = site === undefined ? undefined : await readSettings(management(), site);
  const { origins = [], ignoredReferrers } = asked?.settings ?? {};
  const explained = explainAttribution(
    { pageUrl, referrer, origins, ignoredReferrers },
    before && { ...before, daysAgo },
  );
  if (explained === undefined) throw new CliError(`${pageUrl} is not the http(s) address of a page`);
  const facts = { ...explained.landing, ...explained.touch };
  const sourceBefore = explained.before === 'kept' ? before : undefined;
  const choice =
    asked &&
    explainChoice(asked.settings, asked.pools, { pageUrl, referrer, target: 'main', viewer: {}, sourceBefore });
  const report: AttributionReport = {
    ...explained,
    channels: channels()
      .filter(({ when }) => when?.some((condition) => conditionMatches(condition, facts)))
      .map(({ id }) => id),
    ...(choice && { choice: { chosen: choice.chosen, shows: choice.shows, because: choice.because } }),
  };
  return json ? `${JSON.stringify(report, undefined, 2)}\n` : attributionText(report);
}

async function readSettings(management: ManagementOptions, site: string) {
  const [settings, pools] = await Promise.all([
    readSite(management, site),
    listAll(management, '/v1/pools', poolAnswer, { site }),
  ]);
  return { settings, pools };
}
