import {
  type CallJourney,
  callJourney,
  type JourneyEvent,
} from '../../../../lambdas/journal/journey/journey-answer.ts';
import { sayMoney } from '../../format/say-money.ts';
import { sayLength, sayMoment, sayShortMoment } from '../../format/say-time.ts';
import { withoutScheme } from '../../format/shown-text.ts';
import { useOnce } from '../../journal/use-once.ts';
import type { Get } from '../../requests/api.ts';
import { ErrorMessage } from '../../requests/error-message.tsx';
import { readAnswer } from '../../requests/read-answer.ts';
import { callHref } from '../../routing/route.ts';
import { useSession } from '../../session/session.ts';
import { sayMethod, saySource } from '../match/say-match.ts';

async function readJourney(get: Get, call: string): Promise<CallJourney> {
  return readAnswer(callJourney, await get(`/v1/calls/${encodeURIComponent(call)}/journey`));
}

/** What the person did before the call and after it, as a line of time. `version`: it is read again with another one. */
export function JourneyCard({ call, version }: { call: string; version: string }) {
  const { api } = useSession();
  const { value: journey, error } = useOnce(() => readJourney(api.get, call), `${call} ${version}`);
  return (
    <section class="card" aria-labelledby="journey">
      <h3 id="journey">What they did</h3>
      <ErrorMessage error={error} />
      {journey === undefined && error === undefined && <p class="soft">Reading what they did…</p>}
      {journey && <Journey journey={journey} />}
    </section>
  );
}

function Journey({ journey }: { journey: CallJourney }) {
  const { summary, events, visitors, truncated = [] } = journey;
  return (
    <>
      <p>{summary.sentence}</p>
      <ol class="journey">
        {events.map((event) => (
          <Event
            key={`${event.kind} ${event.at} ${event.visit} ${event.orderId} ${event.call}`}
            {...{ event, call: journey.call }}
          />
        ))}
      </ol>
      {truncated.length > 0 && <p class="soft">There are more {truncated.join(', ')}: the newest are shown.</p>}
      {visitors.length > 0 && (
        <details>
          <summary>Why this is taken for one person</summary>
          <ul class="plain">
            {visitors.map(({ visitor, why }) => (
              <li key={visitor}>
                <code>{visitor}</code> {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Event({ event, call }: { event: JourneyEvent; call: string }) {
  const { site } = useSession();
  const isThis = event.kind === 'call' && event.call === call;
  return (
    <li class={`event-${event.kind}`} aria-current={isThis ? 'true' : undefined}>
      <time dateTime={event.at} title={sayMoment(event.at, site.timeZone)}>
        {sayShortMoment(event.at, site.timeZone)}
      </time>
      <div>
        <strong>{titleOf(event, isThis)}</strong> <Origin event={event} />
        <p class="soft fine">
          {detailsOf(event).join(' · ')}
          {event.call !== undefined && event.call !== call && (
            <>
              {' '}
              <a href={callHref(event.call)}>{event.kind === 'call' ? 'Open it' : 'Its call'}</a>
            </>
          )}
        </p>
      </div>
    </li>
  );
}

function titleOf({ kind, value }: JourneyEvent, isThis: boolean): string {
  const amount = value === undefined ? '' : ` ${sayMoney(value)}`;
  switch (kind) {
    case 'visit':
      return 'Visit';
    case 'mail':
      return 'Mail';
    case 'call':
      return isThis ? 'This call' : 'Call';
    case 'code':
      return 'Phone code';
    case 'sale':
      return `Sale${amount}`;
    case 'refund':
      return `Refund${amount}`;
    case 'cancel':
      return 'Order cancelled';
    default:
      return `${kind}${amount}`;
  }
}

function Origin({ event: { kind, source, medium = '', campaign } }: { event: JourneyEvent }) {
  if (source === undefined || kind === 'call') return null;
  return (
    <>
      {saySource({ source, medium })} {campaign !== undefined && <span class="campaign">{campaign}</span>}
    </>
  );
}

function detailsOf(event: JourneyEvent): string[] {
  const { page, device, clickedAt, onlyWithCall, keyword, status, talkSeconds, method, state, orderId, reporter } =
    event;
  const { recipient, creative } = event;
  const parts = [
    page && withoutScheme(page),
    recipient && `to recipient ${recipient}`,
    creative && `creative ${creative}`,
    keyword && `searched for ${keyword}`,
    device,
    clickedAt && 'clicked the number',
    onlyWithCall && 'kept with its call only',
    status,
    talkSeconds !== undefined && `${sayLength(talkSeconds)} of talk`,
    method && sayMethod(method),
    state !== undefined && state !== 'counted' && state,
    orderId && `order ${orderId}`,
    reporter && `told by ${reporter}`,
  ];
  return parts.flatMap((part) => part || []);
}
