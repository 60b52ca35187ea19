import type { ComponentChildren } from 'preact';
import type { CallAnswer, FullMatch } from '../../../lambdas/journal/call-answer.ts';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { sayNumber } from '../format/say-number.ts';
import { sayLength } from '../format/say-time.ts';
import { Nothing } from '../requests/nothing.tsx';
import { CallTags } from './call-tags.tsx';
import { CallerName, MarkTag, QualifiedTag } from './caller-and-status.tsx';
import { RouteFact } from './route-fact.tsx';
import { talkedSeconds, waitedSeconds } from './spent.ts';

type Facts = Pick<CallDetail, 'call' | 'match' | 'qualified' | 'tags' | 'score'>;

/** Who called which number, how long what took, and whether the site calls that a qualified call. */
export function CallFacts({ detail, now }: { detail: Facts; now: number }) {
  const { call, match, qualified } = detail;
  const waited = waitedSeconds(call, now);
  const talked = talkedSeconds(call, now);
  const lesser = [
    repeated(call),
    attested(call),
    answered(call),
    keyed(call),
    heard(call),
    call.history && 'imported as history',
    named('agent', call.agent),
    named('queue', call.queue),
    consent(call),
    ended(call),
    legs(call),
  ];
  return (
    <section class="card facts" aria-label="What happened">
      <dl>
        <Fact name="Caller">
          <CallerName caller={call.caller} /> <Acquaintance match={match} /> <ListTag list={call.callerList} />
        </Fact>
        <Fact name="Number">{call.trackedNumber === undefined ? <Nothing /> : sayNumber(call.trackedNumber)}</Fact>
        <Fact name="Wait">{waited === undefined ? <Nothing /> : sayLength(waited)}</Fact>
        <Fact name="Talk">{talked === undefined ? <Nothing /> : sayLength(talked)}</Fact>
        {call.holdSeconds !== undefined && call.holdSeconds > 0 && (
          <Fact name="On hold">{sayLength(call.holdSeconds)}</Fact>
        )}
      </dl>
      {call.mark !== undefined && (
        <p>
          <MarkTag mark={call.mark} /> <span class="soft">This call is marked: it counts nowhere.</span>
        </p>
      )}
      <p>
        {qualified.verdict === 'unknown' ? 'Qualified or not: unknown.' : <QualifiedTag qualified={qualified} />}{' '}
        <span class="soft">{qualified.reason}</span>
      </p>
      <CallTags detail={detail} />
      <RouteFact call={call} />
      <p class="soft">{lesser.filter(Boolean).join(' · ')}</p>
      <p class="soft fine">
        Call <code>{call.id}</code>
      </p>
      {call.ignored.length > 0 && (
        <details>
          <summary>
            {call.ignored.length} {call.ignored.length === 1 ? 'statement was' : 'statements were'} ignored
          </summary>
          <ul class="plain">
            {call.ignored.map(({ what, reason }) => (
              <li key={`${what} ${reason}`}>
                <code>{what}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Acquaintance({ match }: { match: FullMatch }) {
  if (match.firstTimeCaller === undefined) return null;
  return <span class="tag">{match.firstTimeCaller ? 'first call' : 'called before'}</span>;
}

function ListTag({ list }: { list: CallAnswer['callerList'] }) {
  return list === undefined ? null : <span class="tag">on the list “{list}”</span>;
}

/** Within the days that the site looks back. */
function repeated({ repeat }: CallAnswer): string | undefined {
  if (repeat === undefined) return undefined;
  if (!repeat.site) return 'unique caller';
  return repeat.number ? 'repeat caller' : 'repeat caller, unique on this number';
}

/** What the carrier knows of the caller's number. */
function attested({ attestation }: CallAnswer): string | undefined {
  if (attestation === undefined) return undefined;
  return attestation === 'failed' ? 'the number was not verified' : `attestation ${attestation}`;
}

function keyed({ keys = [] }: CallAnswer): string | undefined {
  return keys.length === 0 ? undefined : `keyed in: ${keys.join(', ')}`;
}

/** How the line was, of five (best) to one. */
function heard({ quality }: CallAnswer): string | undefined {
  if (quality === undefined) return undefined;
  const { agentScore, customerScore, issues } = quality;
  const scores = [
    agentScore === undefined ? undefined : `agent ${agentScore}`,
    customerScore === undefined ? undefined : `caller ${customerScore}`,
  ].filter((one) => one !== undefined);
  const told = [...(scores.length > 0 ? [`${scores.join(', ')} of 5`] : []), ...issues];
  return told.length === 0 ? undefined : `line quality: ${told.join(', ')}`;
}

/** Until the record tells their names, agent and queue have an ARN: its last part is enough. */
function named(what: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${what} ${name.startsWith('arn:') ? name.replace(/^.*\//, '') : name}`;
}

/** By whom, where that is no person. */
function answered({ answeredBy }: CallAnswer): string | undefined {
  return answeredBy === undefined || answeredBy === 'person' ? undefined : `answered by ${answeredBy}`;
}

function ended({ endReason }: CallAnswer): string | undefined {
  return endReason === undefined ? undefined : `ended: ${endReason.toLowerCase().replace(/_/g, ' ')}`;
}

function consent({ recordingConsent }: CallAnswer): string | undefined {
  return recordingConsent === undefined
    ? undefined
    : `recording ${recordingConsent === 'given' ? 'allowed' : 'refused'}`;
}

function legs({ legs: count }: CallAnswer): string | undefined {
  return count > 1 ? `${count} legs` : undefined;
}
