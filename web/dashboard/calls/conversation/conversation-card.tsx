import type { CallAnswer } from '../../../../lambdas/journal/call-answer.ts';
import type { CallDetail } from '../../../../lambdas/journal/call-detail-answer.ts';
import { Recordings } from './recordings.tsx';
import { Transcript } from './transcript.tsx';

/** What was said, as far as anybody analysed or recorded it; nothing of other calls. */
export function ConversationCard({ detail: { call, phrases = [] } }: { detail: Pick<CallDetail, 'call' | 'phrases'> }) {
  const { conversation, recordings = [] } = call;
  if (conversation === undefined && recordings.length === 0) return null;
  return (
    <section class="card" aria-labelledby="conversation">
      <h3 id="conversation">What was said</h3>
      {conversation && (
        <>
          {conversation.summary !== undefined && <p>{conversation.summary}</p>}
          <Topics names={conversation.categories} />
          {phrases.length > 0 && <p class="soft">Said: {phrases.map((one) => `“${one}”`).join(', ')}</p>}
          <p class="soft">{feelings(conversation).join(' · ')}</p>
          <Transcript call={call.id} />
        </>
      )}
      <Recordings call={call.id} recordings={recordings} />
    </section>
  );
}

function Topics({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      {names.map((name) => (
        <span key={name} class="tag">
          {name}
        </span>
      ))}
    </p>
  );
}

function feelings({ sentiment, language }: NonNullable<CallAnswer['conversation']>): string[] {
  const told = [
    ['caller', sentiment?.customer],
    ['agent', sentiment?.agent],
  ] as const;
  return [
    ...told.flatMap(([who, score]) => (score === undefined ? [] : [`${who} ${sayFeeling(score)} (${score})`])),
    ...(language === undefined ? [] : [language]),
  ];
}

/** Scores go from -5 to 5. */
function sayFeeling(score: number): string {
  if (score >= 1.5) return 'was pleased';
  return score <= -1.5 ? 'was displeased' : 'was neither pleased nor displeased';
}
