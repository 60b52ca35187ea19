import { readWhatIsKnown } from '../platform/aws/stored-item.ts';
import { type Visit, visit } from './visit.ts';

/**
 * A visit as far as this version knows it: where only a newer one knows what its visitor allows, that is nothing. Undefined when it lacks
 * what no visit can be without. Not for who changes it.
 */
export function readVisit(item: Readonly<Record<string, unknown>>): Visit | undefined {
  return readWhatIsKnown(visit, item, { consent: { ads: false, analytics: false } })?.value;
}
