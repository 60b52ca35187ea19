import { useState } from 'preact/hooks';
import type { CallAnswer } from '../../../../lambdas/journal/call-answer.ts';
import { recordingAnswer } from '../../../../lambdas/journal/conversation/recording-answer.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import { useSession } from '../../session/session.ts';

/** Links to recordings are asked for when somebody wants one: each is good for minutes. */
export function Recordings({ call, recordings }: { call: string; recordings: NonNullable<CallAnswer['recordings']> }) {
  return (
    <>
      {recordings.map(({ leg, status }) => (
        <Recording key={leg} call={call} leg={leg} isDeleted={status === 'deleted'} />
      ))}
    </>
  );
}

function Recording({ call, leg, isDeleted }: { call: string; leg: string; isDeleted: boolean }) {
  const { api } = useSession();
  const [url, setUrl] = useState<string>();
  const [problem, setProblem] = useState('');
  if (isDeleted) return <p class="soft">The recording was deleted where it lay.</p>;
  const ask = async () => {
    try {
      const path = `/v1/calls/${encodeURIComponent(call)}/recording?leg=${encodeURIComponent(leg)}`;
      setUrl(readAnswer(recordingAnswer, await api.get(path)).url);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <p>
      {url === undefined ? (
        <button type="button" onClick={() => void ask()}>
          Recording
        </button>
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer">
          Hear the recording
        </a>
      )}
      {problem !== '' && <span role="alert"> {problem}</span>}
    </p>
  );
}
