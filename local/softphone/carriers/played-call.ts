import type { SoftphoneCall } from '../softphone-call.ts';
import type { Post } from './post.ts';

/** A call that the softphone plays for a carrier: what people do, and what the carrier says of it. */
export interface PlayedCall {
  call(): SoftphoneCall;
  /** Asks where it goes; resolves when phones ring, or the call is over. */
  begin(): Promise<void>;
  answer(): void;
  hangUp(by: 'caller' | 'agent'): void;
  /** The last word on the call once more. */
  repeatRecord(): Promise<void>;
}

/** What a call is played with. */
export interface PlayedParts {
  readonly post: Post;
  /** The address of the account's hooks. */
  readonly base: string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Does the work after that time, ms, unless the run ends before; what fails is logged. */
  readonly after: (milliseconds: number, work: () => Promise<void>) => void;
}

/** A call that begins: nobody has asked yet where it goes. */
export function newCall(
  { now }: PlayedParts,
  id: string,
  { number, caller }: Pick<SoftphoneCall, 'number' | 'caller'>,
): SoftphoneCall {
  const rest = { afterWorkSeconds: 0, withheldAs: 'anonymous', recordsSent: 0 } as const;
  return { id, number, caller, seed: 0, startedAt: now(), lookup: { state: 'asking' }, ...rest };
}
