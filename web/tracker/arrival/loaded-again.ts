import { field } from '../../fields.ts';

/** The page was loaded again, or gone back to: its address says nothing new about how the visitor came. */
export function isLoadedAgain(navigation: PerformanceEntry | undefined): boolean {
  return /^(reload|back_forward)$/.test(String(field(navigation, 'type')));
}
