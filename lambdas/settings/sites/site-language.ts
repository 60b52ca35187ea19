import * as z from 'zod';

/** The language that a site's callers are spoken to in, and speak: BCP 47, like de-DE. */
export const siteLanguage = z
  .string()
  .max(35)
  .refine((tag) => isLanguage(tag), { message: 'must be a language by BCP 47, like de-DE' });

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}
