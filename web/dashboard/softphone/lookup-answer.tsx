import { sayNumber } from '../format/say-number.ts';
import type { Lookup } from './softphone-call.ts';

/** What the product answered when the call flow asked where the call shall go and what the agent shall hear. */
export function LookupAnswer({ lookup }: { lookup: Lookup }) {
  if (lookup.state === 'asking') return <p class="soft fine">The flow asks where the call shall go…</p>;
  if (lookup.state === 'failed') return <p class="wrong">The lookup failed: {lookup.reason}</p>;
  const { answer, milliseconds } = lookup;
  return (
    <dl class="lookup">
      <div>
        <dt>Agent hears</dt>
        <dd>“{answer.get('whisper') ?? ''}”</dd>
      </div>
      <div>
        <dt>Goes to</dt>
        <dd>{routeInWords(answer)}</dd>
      </div>
      <div>
        <dt>Answered in</dt>
        <dd>{milliseconds} ms</dd>
      </div>
    </dl>
  );
}

function routeInWords(answer: ReadonlyMap<string, string>): string {
  const phones = ['forwardTo1', 'forwardTo2'].flatMap((name) => answer.get(name) ?? []);
  if (answer.get('action') === 'phone' && phones.length > 0) return phones.map(sayNumber).join(', then ');
  // The flow is told the queue by its ARN, which has no name that people know.
  return answer.has('queueArn') ? 'a queue of Amazon Connect' : 'the default queue';
}
