import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';

/** What the call was tagged with, by whomever, and what it scores by the points of its site; nothing where there is neither. */
export function CallTags({ detail: { tags, score } }: { detail: Pick<CallDetail, 'tags' | 'score'> }) {
  if (tags.length === 0 && score === undefined) return null;
  return (
    <p>
      {tags.map((tag) => (
        <a key={tag} class="tag" href={`#/journal?${new URLSearchParams({ tag })}`}>
          {tag}
        </a>
      ))}
      {score !== undefined && (
        <>
          {' '}
          <span class="tag">score {score.points}</span>{' '}
          <span class="soft">{score.because.map(({ name, points }) => `${name} ${points}`).join(', ')}</span>
        </>
      )}
    </p>
  );
}
