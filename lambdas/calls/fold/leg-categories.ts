import { type LegFields, type Observation, rank } from '../observation.ts';

/**
 * Categories are told one by one, and by a file together. What was told of single ones holds whatever else is told; of files the best
 * counts (redacted before plain, the newer before the older), those apart that are not whole as long as another is.
 */
export function legCategories(observations: readonly Observation[]): Pick<LegFields, 'categories' | 'categorized'> {
  const files = observations.filter(isWhole).filter(({ fields }) => fields.categorized !== false);
  const best = files.reduce<Observation | undefined>((found, one) => (isBetter(one, found) ? one : found), undefined);
  const single = observations.filter((one) => !files.includes(one));
  const told = [...single, ...(best === undefined ? [] : [best])].flatMap(({ fields }) => fields.categories ?? []);
  const isPartial = observations.some(({ fields }) => fields.categorized === false);
  return {
    ...(told.length > 0 && { categories: [...new Set(told)].sort() }),
    ...(best !== undefined ? { categorized: true } : isPartial && { categorized: false }),
  };
}

/** A file, and no event of one category. Those of before did not say whether it has all. */
function isWhole({ fields }: Observation): boolean {
  return fields.categories !== undefined && (fields.categorized ?? fields.language) !== undefined;
}

function isBetter(one: Observation, than: Observation | undefined): boolean {
  if (than === undefined || rank[one.source] !== rank[than.source]) {
    return than === undefined || rank[one.source] > rank[than.source];
  }
  if (one.version !== than.version) return one.version > than.version;
  return String(one.fields.categories) > String(than.fields.categories);
}
