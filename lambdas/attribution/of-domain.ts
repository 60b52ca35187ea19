/** What a table says of a host, or of the closest domain above it. The host is in lower case. */
export function ofDomain<Entry>(table: ReadonlyMap<string, Entry>, host: string): Entry | undefined {
  const labels = host.split('.');
  for (let first = 0; first < labels.length; first++) {
    const entry = table.get(labels.slice(first).join('.'));
    if (entry !== undefined) return entry;
  }
  return undefined;
}
