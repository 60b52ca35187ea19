import * as z from 'zod';

const channelCondition = z.object({
  clickId: z.string().optional(),
  source: z.string().optional(),
  medium: z.string().optional(),
  campaign: z.string().optional(),
});
/** Fits a visit when every field that is given does. */
export type ChannelCondition = Readonly<z.infer<typeof channelCondition>>;

/** A usual way to a business: what a pool for it says, so that nobody has to make that up. */
export const channel = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  /** The kind of pool that fits; `source` where all callers see one number. */
  kind: z.enum(['session', 'source']),
  source: z.string(),
  medium: z.string().optional(),
  campaign: z.string().optional(),
  /** Which visits came this way. Empty: all that no other pool takes. Missing: its numbers are on no page. */
  when: z.array(channelCondition).optional(),
});
export type Channel = Readonly<z.infer<typeof channel>>;
