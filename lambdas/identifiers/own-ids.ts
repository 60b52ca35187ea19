import * as z from 'zod/mini';

/** Ids by which a site itself knows somebody, like a customer number. */
export const ownIds = z
  .record(
    z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[\w.-]*$/, 'must be letters, digits and _ . -')),
    z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text')),
  )
  .check(z.refine((ids) => Object.keys(ids).length <= 5, { message: 'must have at most 5 ids' }));

type Texts = Readonly<Record<string, string>>;

/** As many as a page may hand over itself. */
const mostParams = 20;

/** Bytes of names and values; what is over is left out, whole, what was there before first. */
const mostBytes = 500;

/** What is kept with a visit once these ids are known. Undefined when nothing changes. */
export function paramsWithIds(params: Texts, ids: Texts): Texts | undefined {
  if (Object.entries(ids).every(([name, id]) => params[name] === id)) return undefined;
  const others = Object.entries(params).filter(([name]) => !(name in ids));
  let room = mostBytes;
  const fits = ([name, value]: [string, string]) => {
    const bytes = Buffer.byteLength(name) + Buffer.byteLength(value);
    if (bytes > room) return false;
    room -= bytes;
    return true;
  };
  return Object.fromEntries([...Object.entries(ids), ...others].slice(0, mostParams).filter(fits));
}
