import * as z from 'zod';
import { ruleAnswer, ruleSettings } from '../conversions/rules/rule.ts';
import { nestedConditions } from '../conversions/rules/rule-conditions.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { unsupportedAnswer } from '../settings/unsupported.ts';
import { admins, type ManagementEndpoint } from './endpoint.ts';
import { deleting, listing, putting, reading } from './settings-endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const ruleSchemas = { Rule: ruleAnswer, RuleSettings: ruleSettings, RuleConditions: nestedConditions };

/** Rules by which calls become conversions. */
export const ruleEndpoints = {
  'GET /v1/rules': {
    id: 'listRules',
    summary: 'List rules',
    ...listing(z.union([ruleAnswer, unsupportedAnswer])),
  },
  'PUT /v1/rules/{rule}': {
    id: 'putRule',
    summary: 'Create or replace a rule',
    description: 'It judges calls that started after it was created; what it judged already keeps the rule as it was.',
    roles: admins,
    ...putting(ruleSettings, ruleAnswer),
    example: {
      body: {
        site: 'shop',
        when: { status: 'completed', talkSeconds: { gte: 60 } },
        conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
        destinations: ['hook'],
      },
    },
  },
  'GET /v1/rules/{rule}': {
    id: 'getRule',
    summary: 'Read a rule',
    ...reading(ruleAnswer),
  },
  'DELETE /v1/rules/{rule}': {
    id: 'deleteRule',
    summary: 'Delete a rule',
    roles: admins,
    ...deleting,
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
