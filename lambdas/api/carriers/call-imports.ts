import * as z from 'zod';
import { importedRecord } from '../../calls/carriers/imported/imported-record.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { carrierAccountId } from '../../settings/carrier-accounts/carrier-account.ts';
import { type ManagementEndpoint, operators } from '../endpoint.ts';

/** So many at once fit into a body, and are queued while the gateway waits. */
export const mostImported = 200;

/** `POST /v1/calls/import`. */
export const callImport = z.strictObject({
  /** Under which carrier account they are kept: calls are named `<account>-<id>`. */
  account: carrierAccountId,
  /** ISO 3166-1 alpha-2, of numbers that do not say theirs; else the account's. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country code, like DE')
    .optional(),
  /** Whether rules make conversions of those that began after the rule was made; else they are history. */
  conversions: z.boolean().default(false),
  calls: z.array(importedRecord).min(1).max(mostImported),
});

const fieldDetail = z.object({ field: z.string(), detail: z.string() });

export const importedCalls = z.object({
  results: z
    .array(
      z.object({
        id: z.string(),
        leg: z.string().optional(),
        result: z.enum(['taken', 'refused']),
        /** The id of the call in Leaseline; missing of one that was refused. */
        call: z.string().optional(),
        /** Why it was refused, or what of it was left out. */
        notes: z.array(fieldDetail).optional(),
      }),
    )
    .describe('One for each of `calls`, in their order.'),
});

/** Past calls of any PBX or carrier. */
export const callImportEndpoints = {
  'POST /v1/calls/import': {
    id: 'importCalls',
    summary: 'Import past calls, each a record of a call or of one leg of it',
    description:
      'Calls of one account may be to numbers of any site: keys that are limited to sites are refused. The same record again changes ' +
      'nothing, and one whose id the account’s webhooks have told of is the same call. Each is matched to the visits of its time. No ' +
      'conversions are made and no events sent, unless `conversions` is set; then rules judge those that began after the rule was made. ' +
      'On 429 and 5xx send the same again.',
    roles: operators,
    body: callImport,
    status: [202],
    answer: importedCalls,
    problems: [400, 404, 409, 413],
    example: {
      body: {
        account: 'pbx',
        calls: [
          {
            id: '1764430000.12',
            from: '+12025550123',
            to: '+12025550199',
            startedAt: '2026-01-31T12:00:00Z',
            answeredAt: '2026-01-31T12:00:07Z',
            endedAt: '2026-01-31T12:01:07Z',
          },
        ],
      },
      answer: { results: [{ id: '1764430000.12', result: 'taken', call: 'pbx-1764430000.12' }] },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
