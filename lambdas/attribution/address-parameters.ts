import { knownParameters } from './known-parameters.ts';

/** A parameter as whoever wrote the link meant it: name in lower case, both decoded. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

const known = `(?:${knownParameters.join('|')})`;
const space = '(?:\\s|\\+|%20)*';

/** Between parameters. `?` and `;` are so only before a known one: values may hold them. */
const separator = new RegExp(`&|[?;](?=${space}${known}${space}=)`, 'i');

/** A separator that was encoded, so that the value of a known parameter swallowed the next one. */
const swallowed = new RegExp(`[&?;#](?:amp;)?(?=${space}${known}${space}=)`, 'i');

/** Where a query begins in a path: its `?` was encoded, or `&` written in its place. */
const queryInPath = new RegExp(
  `(?:&(?:amp;)?|;|%(?:25)*(?:3f|3b|23)|%(?:25)*26(?:amp(?:;|%(?:25)*3b))?)${known}(?:=|%(?:25)*3d)`,
  'i',
);

/** A query that was encoded twice is read; nobody encodes more often, and each time takes time. */
const mostDecodings = 3;

/**
 * The parameters of query, path and fragment, in this order. Programs on the way mangle links: `&amp;` or `;` between parameters, a
 * second `?`, the whole query encoded, once or twice, or behind a `#`. What is behind the `=` of an unknown parameter is left alone,
 * as an encoded address there is that of another page.
 */
export function addressParameters(url: URL): Parameter[] {
  const { search, pathname, hash } = url;
  return [...read(search.slice(1), 0), ...read(pathname.slice(pathLength(pathname)), 0), ...read(hash.slice(1), 0)];
}

/** How much of a path is one: the rest is a mangled query, and may hold anything about a person. */
export function pathLength(pathname: string): number {
  const start = pathname.search(queryInPath);
  return start === -1 ? pathname.length : start;
}

/** The known parameters. The first value that says something counts. */
export function knownValues(parameters: readonly Parameter[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of parameters) {
    if (isKnown.has(name) && value.trim() !== '' && !values.has(name)) values.set(name, value);
  }
  return values;
}

const isKnown: ReadonlySet<string> = new Set(knownParameters);

function read(text: string, decodings: number): Parameter[] {
  return text.split(separator).flatMap((piece) => readPiece(piece, decodings));
}

function readPiece(piece: string, decodings: number): Parameter[] {
  const is = piece.indexOf('=');
  if (is === -1) {
    const whole = decoded(piece);
    return decodings < mostDecodings && whole !== piece && /[=%]/.test(whole) ? read(whole, decodings + 1) : [];
  }
  const name = decoded(piece.slice(0, is))
    .replace(/^.*[?&;#]/s, '')
    .trim()
    .toLowerCase();
  const text = decoded(piece.slice(is + 1));
  if (!isKnown.has(name) || decodings === mostDecodings) return [{ name, value: text }];
  const [value = '', ...others] = decodedAgain(text).split(swallowed);
  return [{ name, value }, ...others.flatMap((other) => readPiece(other, decodings + 1))];
}

/** As in a query, where `+` is a space. Never throws. */
function decoded(text: string): string {
  return new URLSearchParams(`_=${text.replace(/&/g, '%26')}`).get('_') ?? '';
}

/** What was encoded twice; a `+` is no space any more. */
function decodedAgain(text: string): string {
  return /%[\da-f]{2}/i.test(text) ? decoded(text.replace(/\+/g, '%2B')) : text;
}
