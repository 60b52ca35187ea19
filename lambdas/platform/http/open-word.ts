import * as z from 'zod/mini';

/**
 * A word in an answer, usually one of these. The description of the API lists them as its only values; whoever reads an answer takes
 * any text, since a newer version may say one more: the dashboard in an open tab, while its stack is upgraded.
 */
export function openWord(words: readonly string[]) {
  return z.string().check(z.meta({ enum: [...words] }));
}
