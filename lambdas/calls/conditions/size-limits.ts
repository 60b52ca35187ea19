import type * as z from 'zod';

/** Conditions nest so deep, and name so many fields and groups in all. */
const [deepest, most] = [5, 100];

const groups: ReadonlySet<string> = new Set(['all', 'any', 'not']);

/** Complains of conditions that nest too deep or are too many. Walks without recursion: what users send may nest as deep as it is long. */
export function withinBounds(conditions: unknown, context: z.RefinementCtx): unknown {
  const open = [{ value: conditions, depth: 1 }];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepest) return refuse(context, `must nest at most ${deepest} deep`);
    for (const [name, inner] of Object.entries(value)) {
      count += 1;
      if (count > most) return refuse(context, `must be at most ${most} in all`);
      if (!groups.has(name)) continue;
      for (const each of Array.isArray(inner) ? inner : [inner]) open.push({ value: each, depth: depth + 1 });
    }
  }
  return conditions;
}

function refuse(context: z.RefinementCtx, message: string): unknown {
  context.addIssue({ code: 'custom', message });
  return undefined;
}
