import * as z from 'zod/mini';
import { knownPart, type Schema } from '../../../lambdas/platform/known-part.ts';

// The page's content security policy allows no code that is made while it runs.
z.config({ jitless: true });

/**
 * An answer of the API by the schema by which the API of this page's version makes it. The stack may have been upgraded since: what is
 * new in an answer is ignored, and what does not fit is left out. Throws when nothing is left that could be shown.
 */
export function readAnswer<T>(schema: Schema<T>, answer: unknown): T {
  const known = knownPart(schema, answer);
  if ('misfit' in known) throw new Error('The API answers in a way that the dashboard does not understand.');
  return known.value;
}
