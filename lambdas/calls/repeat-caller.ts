import * as z from 'zod/mini';

/** Whether the caller had called before: the site, and this very number. */
export const repeatCaller = z.object({ site: z.boolean(), number: z.boolean() });
export type RepeatCaller = Readonly<z.infer<typeof repeatCaller>>;

/** As much of an earlier call as says so; times in ms. */
interface Earlier {
  readonly startedAt: number;
  readonly number?: string | undefined;
}

const day = 86_400_000;

/** By the caller's earlier calls to the site, and how many days it looks back; without that, ever. */
export function repeatCallerOf(
  { startedAt, trackedNumber }: { readonly startedAt: number; readonly trackedNumber?: string | undefined },
  earlier: readonly Earlier[],
  days = Number.POSITIVE_INFINITY,
): RepeatCaller {
  const within = earlier.filter((call) => startedAt - call.startedAt <= days * day);
  return { site: within.length > 0, number: within.some(({ number }) => number === trackedNumber) };
}
