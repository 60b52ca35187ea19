const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** A span in its largest unit that fits: `45 s`, `3 min`, `2 h`, `5 d`. `ms` below 0 counts as 0. */
export function saySpan(ms: number): string {
  const span = Math.max(ms, 0);
  const [size, name] = units.find(([unit]) => span >= unit) ?? [1000, 's'];
  return `${Math.floor(span / size)} ${name}`;
}

/** The time of day where the reader is, in the reader's way. */
export function sayClock(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
