import { conflict, type Problem } from '../platform/http/problem.ts';

/** What a setting is from the beginning: nothing makes it another's, or something else. */
interface Fixed {
  readonly site?: string;
  readonly type?: string;
  readonly kind?: string;
}

/** Throws a 409 where a setting would become another site's, or of another type or kind. `named`: as sentences name it, like `pool shop-ads`. */
export function refuseMove(named: string, before: Fixed | undefined, wanted: Fixed): void {
  if (before === undefined) return;
  if (before.site !== wanted.site) throw moved(`${named} belongs to another site`, 'site');
  if (before.type !== wanted.type) throw moved(`${named} is of type ${before.type}`, 'type');
  if (before.kind !== wanted.kind) throw moved(`${named} is of kind ${before.kind}`, 'kind');
}

function moved(why: string, field: keyof Fixed): Problem {
  return conflict(why, [{ field, detail: 'cannot be changed' }]);
}
