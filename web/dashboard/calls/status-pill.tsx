/** The state of a call; one that is under way draws the eye. */
export function StatusPill({ status }: { status: string }) {
  return <span class={`state status-${status}`}>{status}</span>;
}
