import * as z from 'zod';
import { ofSite } from '../../api/settings-endpoints.ts';
import { deleteRule } from '../../conversions/rules/delete-rule.ts';
import { putRule } from '../../conversions/rules/put-rule.ts';
import { type Rule, ruleSettings } from '../../conversions/rules/rule.ts';
import type { RuleAnswer } from '../../conversions/rules/rule-answer.ts';
import * as store from '../../conversions/rules/rule-settings-store.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { forbidden, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { type Caller, maySee, sitesListed } from '../../settings/api-keys/authorize.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import { type ManagementCall, settingsTable } from './call.ts';

const rulePath = z.object({ rule: settingsId });

/** `?site=` lists the rules of one site only. */
export const listRules: ManagementCall = async ({ query }, caller) => {
  const { site } = parseOr400(ofSite, query);
  const { items, ...rest } = await store.listRules(
    settingsTable(),
    pageOf(query, settingsIdForm),
    sitesListed(caller, site),
  );
  return { status: 200, body: { items: items.map((item) => ('unsupported' in item ? item : told(item))), ...rest } };
};

export const putOneRule: ManagementCall = async ({ path, body }, caller, now) => {
  const { rule: id } = parseOr400(rulePath, path);
  const wanted = parseOr400(ruleSettings, body);
  if (!maySee(caller, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, rule } = await putRule(settingsTable(), id, wanted, now);
  return { status: created ? 201 : 200, body: told(rule) };
};

export const getRule: ManagementCall = async (request, caller) => ({
  status: 200,
  body: told(await ruleOf(request, caller)),
});

export const deleteOneRule: ManagementCall = async (request, caller) => {
  const { id } = await ruleOf(request, caller);
  await deleteRule(settingsTable(), id);
  return { status: 204 };
};

async function ruleOf({ path }: EdgeRequest, caller: Caller): Promise<Rule> {
  const id = path.rule ?? '';
  const rule = await store.readRule(settingsTable(), id);
  if (rule === undefined || !maySee(caller, rule.site)) throw notFound(`there is no rule ${id}`);
  return rule;
}

function told(rule: Rule): RuleAnswer {
  return { ...rule, since: new Date(rule.since).toISOString() };
}
