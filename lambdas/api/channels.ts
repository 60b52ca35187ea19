import * as z from 'zod';
import { channel } from '../conditions/channel.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { everyRole, type ManagementEndpoint } from './endpoint.ts';

/** The ready list of channels; it is no secret. */
export const channelEndpoints = {
  'GET /v1/channels': {
    id: 'listChannels',
    summary: 'List the usual channels, and what a pool for each says',
    roles: everyRole,
    status: [200],
    answer: z.object({ items: z.array(channel) }),
    problems: [],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
