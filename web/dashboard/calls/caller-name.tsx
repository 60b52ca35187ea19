import { sayNumber } from '../format/say-number.ts';
import { Nothing } from '../requests/nothing.tsx';
import type { Call } from './call.ts';

export function CallerName({ caller }: Pick<Call, 'caller'>) {
  if (caller === undefined) return <Nothing />;
  if (caller === null) return <span class="nothing">withheld</span>;
  return <>{sayNumber(caller)}</>;
}
