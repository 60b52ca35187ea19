import * as z from 'zod';
import type { Channel } from '../../conditions/channel.ts';
import { channelOf } from '../../conditions/channels.ts';
import { poolConditions } from '../../conditions/condition-settings.ts';
import { pageFields, recipientFields, sessionFields, sourceFields } from './pool-fields.ts';

/** What `channel` stands for may be left out; what is given wins. */
const given = {
  channel: z
    .string()
    .refine((id) => channelOf(id) !== undefined, { message: 'must be on the ready list: GET /v1/channels' })
    .optional(),
  source: sessionFields.source.optional(),
  /** Any of; empty means the site's last resort. */
  when: poolConditions.optional(),
};

const sessionBody = z
  .strictObject({ ...sessionFields, ...given })
  .refine((pool) => pool.probationSeconds <= pool.leaseSeconds, {
    path: ['probationSeconds'],
    message: 'must be at most leaseSeconds',
  });

/** A pool as its owner describes it: `PUT /v1/pools/{pool}`. */
export const poolSettings = z
  .discriminatedUnion(
    'kind',
    [
      sessionBody,
      z.strictObject({ ...sourceFields, ...given }),
      z.strictObject({ ...pageFields, ...given }),
      z.strictObject(recipientFields),
    ],
    { error: 'must be session, source, page or recipient' },
  )
  .transform((body, context) => {
    if (body.kind === 'recipient') return body;
    const channel = body.channel === undefined ? undefined : channelOf(body.channel);
    const { medium = channel?.medium, campaign = channel?.campaign, source = channel?.source } = body;
    if (source === undefined) {
      context.addIssue({ code: 'custom', path: ['source'], message: 'must be given, or a channel' });
      return z.NEVER;
    }
    const standsFor = { source, ...(medium !== undefined && { medium }), ...(campaign !== undefined && { campaign }) };
    const when = body.when ?? (channel && visitsOf(channel));
    if (body.kind === 'source') return { ...body, ...standsFor, ...(when && { when }) };
    if (channel !== undefined && when === undefined) {
      context.addIssue({ code: 'custom', path: ['kind'], message: `must be source: ${channel.id} is on no page` });
      return z.NEVER;
    }
    return { ...body, ...standsFor, when: when ?? [] };
  });
export type PoolSettings = z.infer<typeof poolSettings>;

/** The conditions of a pool that is made for a channel; undefined for numbers that are on no page. */
function visitsOf({ id, when }: Channel) {
  return when && (when.length === 0 ? [] : [{ channel: id }]);
}
