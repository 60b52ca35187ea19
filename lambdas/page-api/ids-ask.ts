import * as z from 'zod/mini';

/** Of text that a page cut through a character half of it is left, which no table takes. */
export const wellFormed = z.overwrite((value: string) => value.toWellFormed());

/** An empty one is none. */
const id = z.optional(z.string().check(z.maxLength(600), wellFormed));

/** Ids that other tools gave this browser: Google Analytics, Meta, Yandex Metrica, TikTok. */
export const idsAsk = z.object({ ga: id, gaSession: id, fbp: id, fbc: id, ymUid: id, ttp: id });
