import * as z from 'zod';
import { ruleAnswer, ruleSettings } from '../conversions/rules/rule.ts';
import { nestedConditions } from '../conversions/rules/rule-conditions.ts';
import { trialAnswer, trialRequest } from '../journal/rule-trial/trial-answer.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { unsupportedAnswer } from '../settings/unsupported.ts';
import { admins, type ManagementEndpoint, readers } from './endpoint.ts';
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
  'POST /v1/rules/trial': {
    id: 'tryRule',
    summary: 'Say what a rule would have made of past calls; writes nothing',
    description:
      'Newest calls first, in parts: sums are of one part, and there are no more when `cursor` is missing. It does not matter when the rule ' +
      'begins to judge, nor what is found at its destinations. Days are those of the site’s time zone; without them, the last 31.',
    roles: readers,
    body: trialRequest,
    status: [200],
    answer: trialAnswer,
    problems: [400, 404, 413],
    example: {
      body: {
        rule: {
          site: 'shop',
          when: { talkSeconds: { gte: 60 }, not: { campaign: '*brand*' } },
          conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' }, firstPerCallerInDays: 30 },
        },
        from: '2026-10-01',
        to: '2026-10-31',
      },
      answer: {
        items: [
          {
            call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
            startedAt: '2026-10-31T14:00:00.000Z',
            source: 'google',
            medium: 'cpc',
            verdict: 'fits',
            value: { amount: '50.00', currency: 'EUR' },
          },
        ],
        sums: {
          calls: 1,
          fits: 1,
          doesNotFit: 0,
          unknown: 0,
          repeated: 0,
          notJudged: 0,
          values: [{ amount: '50.00', currency: 'EUR' }],
        },
      },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
