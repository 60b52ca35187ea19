import { compilePattern } from '../events/event-pattern.ts';
import type { MappingProperties } from './mapping-properties.ts';

export type RecordFilter = (record: unknown) => boolean;

/** Whether a record, with its body or data already decoded, passes any of the mapping's filters; all pass if it has none. */
export function recordFilter(criteria: MappingProperties['FilterCriteria']): RecordFilter {
  const filters = (criteria?.Filters ?? []).map(({ Pattern }) => compilePattern(JSON.parse(Pattern)));
  return (record) => filters.length === 0 || filters.some((matches) => matches(record));
}

/** Filters look into JSON; other text stays text. */
export function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
