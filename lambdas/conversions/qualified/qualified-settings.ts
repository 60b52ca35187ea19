import * as z from 'zod';
import { routesSettings } from '../../calls/routing/route-settings.ts';
import { siteSettings } from '../../settings/sites/site-settings.ts';
import { ruleConditions } from '../rules/rule-conditions.ts';
import { scoreSettings } from '../score/score-settings.ts';
import { tagSettings } from '../tags/site-tags.ts';

/**
 * `PUT /v1/sites/{site}`. Conditions are parsed here, as settings know nothing of calls; what is stored of them is parsed by who judges
 * by it.
 */
export const judgedSiteSettings = siteSettings.extend({
  /** Which calls are qualified: conditions like those of a rule. */
  qualified: z.strictObject({ when: ruleConditions }).optional(),
  /** The points that calls get for conditions; conditions may ask for their sum. */
  score: scoreSettings.optional(),
  /** Where calls go, by conditions that are known while the phone rings: the first route that holds takes the call. */
  routes: routesSettings.optional(),
  /** The tags that calls get for conditions. */
  tags: tagSettings.optional(),
});
