import * as z from 'zod/mini';

/** What may come of a call, on a site that has a list of it. */
export interface OutcomeCategory {
  /** As it is reported. */
  readonly outcome: string;
  /** As people read it; where it is missing, the outcome itself. */
  readonly label?: string | undefined;
  /** Nothing was sold: no amount belongs to it. */
  readonly lost?: boolean | undefined;
}

/** As they are stored and told. */
export const outcomeCategories = z.array(
  z.object({ outcome: z.string(), label: z.optional(z.string()), lost: z.optional(z.boolean()) }),
);

/** Why an outcome is none of the site's, with those that are; undefined where it is one, and on a site without a list. */
export function outcomeRefusal(
  categories: readonly OutcomeCategory[] | undefined,
  outcome: string | undefined,
): string | undefined {
  if (categories === undefined || outcome === undefined) return undefined;
  if (categories.some((category) => category.outcome === outcome)) return undefined;
  return `must be one of ${categories.map((category) => category.outcome).join(', ')}`;
}
