import { useState } from 'preact/hooks';
import { type TranscriptAnswer, transcriptAnswer } from '../../../../lambdas/journal/conversation/transcript-answer.ts';
import { sayLength } from '../../format/say-time.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import { useSession } from '../../session/session.ts';

/** The words, read when somebody wants to see them. */
export function Transcript({ call }: { call: string }) {
  const { api } = useSession();
  const [words, setWords] = useState<TranscriptAnswer>();
  const [problem, setProblem] = useState('');
  const read = async () => {
    try {
      setWords(readAnswer(transcriptAnswer, await api.get(`/v1/calls/${encodeURIComponent(call)}/transcript`)));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <details onToggle={(event) => void (event.currentTarget.open && words === undefined && read())}>
      <summary>Word for word</summary>
      {problem !== '' && <p role="alert">{problem}</p>}
      {words?.items.length === 0 && <p class="soft">The words of this call are not kept.</p>}
      {words?.items.map(({ leg, turns, isCut }) => (
        <ol key={leg} class="plain">
          {turns.map(({ by, text, seconds }) => (
            <li key={`${seconds} ${by} ${text}`}>
              <span class="soft">
                {sayLength(Math.floor(seconds))} {speakers[by] ?? by}:
              </span>{' '}
              {text}
            </li>
          ))}
          {isCut && <li class="soft">This is not all that was said.</li>}
        </ol>
      ))}
    </details>
  );
}

const speakers: Readonly<Record<string, string>> = { customer: 'caller', agent: 'agent', other: 'other' };
