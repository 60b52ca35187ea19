import { metricDimension, metricNamespace } from './names.ts';

/** Counts of one request, and then of the next: a container answers one at a time. */
export interface Counters {
  /** Counts one. */
  readonly count: (name: string) => void;
  /** Hands over what was counted since; nothing was: writes nothing. `now` in ms. */
  readonly publish: (now: number) => void;
}

/**
 * Counters in CloudWatch's embedded metric format: one line of JSON. Written by hand, because the library for it takes
 * longer to load than all that is ours, and a visitor waits for that.
 * @param functionName who counts
 * @param write takes the line; not the console, which Lambda would wrap into a log entry
 */
export function counters(
  functionName: string,
  write = (line: string): void => void process.stdout.write(line),
): Counters {
  const counts = new Map<string, number>();
  return {
    count(name) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    publish(now) {
      if (counts.size === 0) return;
      const Metrics = [...counts.keys()].map((Name) => ({ Name, Unit: 'Count' }));
      const CloudWatchMetrics = [{ Namespace: metricNamespace, Dimensions: [[metricDimension]], Metrics }];
      const values = { [metricDimension]: functionName, ...Object.fromEntries(counts) };
      counts.clear();
      write(`${JSON.stringify({ _aws: { Timestamp: now, CloudWatchMetrics }, ...values })}\n`);
    },
  };
}
