/**
 * Says of calls that only a newer version of Leaseline can read that they are missing; nothing where there are none.
 * @param missing what they are not, like "listed"
 */
export function UnsupportedCalls({ count = 0, missing }: { count: number | undefined; missing: string }) {
  if (count === 0) return null;
  const [calls, were] = count === 1 ? ['One call', 'was'] : [`${count} calls`, 'were'];
  return (
    <p class="soft" role="note">
      {calls} that {were} written by a newer version of Leaseline {count === 1 ? 'is' : 'are'} not {missing}.
    </p>
  );
}
