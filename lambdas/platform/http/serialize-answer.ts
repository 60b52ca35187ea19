import * as z from 'zod/mini';
import { reportUnknown } from '../aws/stored-item.ts';
import { conflict } from './problem.ts';

/** What successful answers look like, by route: what a schema does not name stays inside. */
export function answerSerializer(answers: Readonly<Record<string, z.core.$ZodType | undefined>>) {
  return (route: string, body: unknown): unknown => {
    const answer = answers[route];
    if (answer === undefined) return body;
    // What was just written is ours: anything odd about it is an error.
    return route.startsWith('GET ') ? serializeRead(route, answer, body) : z.parse(answer, body);
  };
}

/**
 * A newer version may have stored what this one cannot tell. A list goes on without such an item, or names it as unsupported, where the
 * schema has a place for that; anything else is a 409.
 */
function serializeRead(route: string, answer: z.core.$ZodType, body: unknown): unknown {
  const parsed = z.safeParse(answer, body);
  if (parsed.success) return parsed.data;
  const list = isList(body) ? z.safeParse(answer, { ...body, items: serializableItems(route, answer, body) }) : parsed;
  if (list.success) return list.data;
  reportUnknown(route, pathsOf(list.error));
  throw conflict('this was written by a newer version of Leaseline, and this one does not know it');
}

interface List {
  readonly items: readonly unknown[];
}

function isList(body: unknown): body is List {
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
}

/** Each item by itself: one says nothing of the others. */
function serializableItems(route: string, answer: z.core.$ZodType, list: List): unknown[] {
  return list.items.flatMap((item) => {
    const parsed = z.safeParse(answer, { ...list, items: [item] });
    if (parsed.success) return [item];
    const named = unsupported(item);
    reportUnknown(`${route} ${named?.id ?? ''}`.trim(), pathsOf(parsed.error));
    return named !== undefined && z.safeParse(answer, { ...list, items: [named] }).success ? [named] : [];
  });
}

const withId = z.object({ id: z.string(), site: z.optional(z.string()) });

/** As `unsupportedAnswer` of settings has it; a site is its own. */
function unsupported(item: unknown) {
  const { data } = withId.safeParse(item);
  return data && { id: data.id, site: data.site ?? data.id, unsupported: true };
}

function pathsOf({ issues }: z.core.$ZodError): string[] {
  return issues.map(({ path }) => path.join('.'));
}
