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
