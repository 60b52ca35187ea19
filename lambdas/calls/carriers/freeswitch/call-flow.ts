import { type Part, readPart } from '../payload-part.ts';

/** What `callflow` tells of one part of a channel's life. A transfer puts a newer part before it. Times in ms. */
export interface FlowPart {
  readonly profile: Part;
  /** When the channel was connected to another one; of several times in this part, the last one. */
  readonly bridgedAt: number | undefined;
  /** When it was sent on to the next part. */
  readonly transferredAt: number | undefined;
}

/** The parts of a channel's life, the first one first. */
export function callFlow(body: Part): readonly FlowPart[] {
  const flow = body.value('callflow');
  const parts = (Array.isArray(flow) ? flow.toReversed() : [flow]).map((one: unknown) => readPart(one, []));
  return parts.map((part, index) => {
    const [times, next] = [part.part('times'), parts[index + 1]?.part('times')];
    const sentOn = next && (time(times, 'transfer_time') ?? time(next, 'profile_created_time'));
    return {
      profile: part.part('caller_profile'),
      bridgedAt: time(times, 'bridged_time'),
      transferredAt: sentOn,
    };
  });
}

/** Times of `callflow` are microseconds since 1970; `0` is "never". */
function time(times: Part, name: string): number | undefined {
  const microseconds = Number(times.text(name) ?? times.value(name));
  return microseconds > 0 && microseconds < 1e16 ? Math.floor(microseconds / 1000) : undefined;
}
