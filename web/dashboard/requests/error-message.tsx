import { isFinal } from './api.ts';

/** What went wrong, in words; nothing while nothing did. `inline`: within a line, beside what was tried. */
export function ErrorMessage({ error, inline = false }: { error: string | undefined; inline?: boolean }) {
  if (error === undefined) return null;
  const Tag = inline ? 'span' : 'p';
  return (
    <Tag class={inline ? 'wrong' : 'error'} role="alert">
      {error}
    </Tag>
  );
}

/** An error of something that is read again and again, with what becomes of it; where it is final, there is nothing to wait for. */
export function withOutlook(error: Error, outlook: string): string {
  return isFinal(error) ? error.message : `${error.message} ${outlook}`;
}
