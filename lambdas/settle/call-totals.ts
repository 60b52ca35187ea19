import type { CallSums } from '../calls/call-item.ts';
import type { Conversion } from '../conversions/conversion.ts';
import type { Ledger } from '../conversions/ledger/fold-ledger.ts';
import { editionOf } from '../conversions/rules/rule.ts';

/** What a call came to, for the log. There is revenue as soon as anything of it was reported, be it 0 in the end. */
export function callSums(
  conversions: readonly Conversion[],
  ledger: Ledger,
  { siteTags, phrases }: { readonly siteTags: readonly string[]; readonly phrases: readonly string[] },
): CallSums {
  const open = conversions.filter(({ state }) => state === 'open');
  const values = new Map<string, number>();
  for (const { value } of open) values.set(value.currency, (values.get(value.currency) ?? 0) + value.minor);
  const ruleTags = [...new Set(open.flatMap(({ rule }) => rule.tags ?? []))].sort();
  const hasRevenue = ledger.lines.some(({ state }) => state === 'counted' || state === 'cancelled');
  return {
    conversions: open.length,
    values: [...values]
      .map(([currency, minor]) => ({ currency, minor }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    revenue: hasRevenue ? ledger.value : undefined,
    outcome: ledger.outcome,
    tags: [...ledger.tags],
    ...(open.length > 0 && {
      rules: open.map(({ rule }) => (editionOf(rule) === 1 ? rule.id : `${rule.id} ${editionOf(rule)}`)).sort(),
    }),
    ...(ruleTags.length > 0 && { ruleTags }),
    ...(siteTags.length > 0 && { siteTags: [...siteTags] }),
    ...(phrases.length > 0 && { phrases: [...phrases] }),
  };
}
