import * as z from 'zod';
import { ofSite } from '../../api/settings-endpoint.ts';
import { deleteRule } from '../../conversions/rules/delete-rule.ts';
import { putRule } from '../../conversions/rules/put-rule.ts';
import { editionOf, type Rule, type RuleAnswer, ruleSettings } from '../../conversions/rules/rule.ts';
import * as store from '../../conversions/rules/rule-settings-store.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { forbidden, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { type ApiClient, maySee, sitesListed } from '../../settings/api-keys/authorize.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { withoutReadOnly } from './read-only-fields.ts';
import { settingsTable } from './tables.ts';

const rulePath = z.object({ rule: settingsId });

/** `?site=` lists the rules of one site only. */
export const listRules: ManagementHandler = async ({ query }, client) => {
  const { site } = parseOr400(ofSite, query);
  const { items, ...rest } = await store.listRules(
    settingsTable(),
    pageOf(query, settingsIdForm),
    sitesListed(client, site),
  );
  return {
    status: 200,
    body: { items: items.map((item) => ('unsupported' in item ? item : toRuleAnswer(item))), ...rest },
  };
};

const putOneRule: ManagementHandler = async (request, client, now) => {
  const { rule: id } = parseOr400(rulePath, request.path);
  const body = await withoutReadOnly(request.body, ['id', 'since', 'version'], () => getRule(request, client, now));
  const wanted = parseOr400(ruleSettings, body);
  if (!maySee(client, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, rule } = await putRule(settingsTable(), id, wanted, now);
  return { status: created ? 201 : 200, body: toRuleAnswer(rule) };
};

const getRule: ManagementHandler = async (request, client) => ({
  status: 200,
  body: toRuleAnswer(await ruleOf(request, client)),
});

const deleteOneRule: ManagementHandler = async (request, client) => {
  const { id } = await ruleOf(request, client);
  await deleteRule(settingsTable(), id);
  return { status: 204 };
};

async function ruleOf({ path }: EdgeRequest, client: ApiClient): Promise<Rule> {
  const id = path.rule ?? '';
  const rule = await store.readRule(settingsTable(), id);
  if (rule === undefined || !maySee(client, rule.site)) throw notFound(`there is no rule ${id}`);
  return rule;
}

function toRuleAnswer(rule: Rule): RuleAnswer {
  return { ...rule, since: isoTime(rule.since), version: editionOf(rule) };
}

export const ruleRoutes = {
  'GET /v1/rules': listRules,
  'PUT /v1/rules/{rule}': putOneRule,
  'GET /v1/rules/{rule}': getRule,
  'DELETE /v1/rules/{rule}': deleteOneRule,
} satisfies ManagementRoutes;
