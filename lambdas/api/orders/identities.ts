import * as z from 'zod';
import { identityReport } from '../../orders/identity-report.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { type ManagementEndpoint, reporters } from '../endpoint.ts';

/** Who a visitor or a caller is. */
export const identityEndpoints = {
  'POST /v1/identities': {
    id: 'reportIdentity',
    summary: 'Say who a visitor or a caller is',
    description:
      'Orders of the e-mail address then find the calls of the visitor and of the number, also those that wait already. Of the ' +
      'number a keyed hash is kept, nothing else; the address is told to destinations that take one, with the calls of the visitor and of ' +
      'the number. `ids` are kept with the visits of the visitor, and told with their conversions. ' +
      'Nothing is kept of a visitor who withdrew. The same again changes nothing.',
    roles: reporters,
    body: identityReport,
    status: [202],
    answer: z.object({
      /** Visits that have the ids now. */
      visits: z.number().int(),
    }),
    problems: [400, 404, 413],
    example: {
      body: { site: 'shop', call: 'pbx-1764430000.12', email: 'jane@example.com', ids: { customer: '4711' } },
      answer: { visits: 1 },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
