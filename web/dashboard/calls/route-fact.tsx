import type { CallAnswer } from '../../../lambdas/journal/call-answer.ts';
import { sayNumber } from '../format/say-number.ts';

/** Where the call was sent when its phone rang, why, and how much speaks for spam. Nothing of a call that nobody asked about. */
export function RouteFact({ call: { route, spam } }: { call: CallAnswer }) {
  return (
    <>
      {route !== undefined && (
        <p>
          Went to {wayOf(route)}. <span class="soft">{route.reason}</span>
        </p>
      )}
      {spam !== undefined && spam.score > 0 && (
        <p>
          <span class="tag">spam score {spam.score}</span> <span class="soft">{spam.reasons.join(' ')}</span>
        </p>
      )}
    </>
  );
}

function wayOf({ action, queue = '', phones = [] }: NonNullable<CallAnswer['route']>): string {
  switch (action) {
    case 'queue':
      return `the queue ${queue.replace(/^.*\//, '')}`;
    case 'phones':
      return phones.map(sayNumber).join(', ');
    case 'reject':
      return 'nobody: it was rejected';
    default:
      return 'where all calls go';
  }
}
