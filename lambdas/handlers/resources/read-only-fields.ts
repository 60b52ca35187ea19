import { isDeepStrictEqual } from 'node:util';
import type { EdgeResponse } from '../../platform/http/http-edge.ts';
import { badRequest, Problem } from '../../platform/http/problem.ts';

/**
 * The body of a PUT without its read-only fields, like `id`, so that what a GET answered can be put as it is. Only what is so now: throws a
 * 400 for anything else, which nobody can set. `now`: the GET of the same, asked for only where a body has any of it.
 */
export async function withoutReadOnly(
  body: unknown,
  names: readonly string[],
  now: () => Promise<EdgeResponse>,
): Promise<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const said = new Map(Object.entries(body));
  const told = names.filter((name) => said.has(name));
  if (told.length === 0) return body;
  const answered = await asJson(now);
  const others = told.filter((name) => !isDeepStrictEqual(said.get(name), answered.get(name)));
  if (others.length > 0) {
    const detail = `these fields do not fit: ${others.join(', ')}`;
    throw badRequest(
      detail,
      others.map((field) => ({ field, detail: sayReadOnly(answered.get(field)) })),
    );
  }
  return Object.fromEntries([...said].filter(([name]) => !names.includes(name)));
}

/** Nothing of what is not there yet. */
async function asJson(now: () => Promise<EdgeResponse>): Promise<ReadonlyMap<string, unknown>> {
  try {
    const { body } = await now();
    return new Map(Object.entries(Object(JSON.parse(JSON.stringify(body ?? {})))));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return new Map();
    throw error;
  }
}

function sayReadOnly(value: unknown): string {
  const is = value === undefined ? 'there is none' : `it is ${JSON.stringify(value)}`;
  return `is read-only: ${is}`;
}
