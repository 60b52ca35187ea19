import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { unpackItem } from '../../../lambdas/calls/packed-item.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';

type Item = Record<string, unknown>;

/** An item as a newer version might have left it, and what is odd about it. */
export interface OddItem {
  readonly table: Table;
  readonly before: Item;
  readonly odd: Item;
  readonly what: string;
}

/** Of other types than most values. */
const otherTypes: readonly unknown[] = [-7.5, { newer: true }, ['newer'], null, 'newer', Buffer.from('newer')];

/** In turn: nothing, something of another type, and of the same type something that no version has written so far. */
function oddValue(value: unknown, index: number): unknown {
  const turn = index % 3;
  if (turn === 0) return undefined;
  if (turn === 1 && typeof value === 'string') return 'newer';
  if (turn === 1 && typeof value === 'number') return 9e15;
  return otherTypes[Math.floor(index / 3) % otherTypes.length];
}

/** So deep are values changed; what lies deeper is of one piece. */
const deepest = 3;

/**
 * Every kind of item in a table, each time with another one of its values missing, of another type, or unknown; and with one more. Of items
 * of the same kind one is changed, and of a list its first member.
 */
export async function oddItems(table: Table): Promise<OddItem[]> {
  const kinds = new Map<string, Item>();
  for await (const { Items = [] } of paginateScan({ client: table.documents }, { TableName: table.name })) {
    for (const item of Items) if (!kinds.has(kindOf(item))) kinds.set(kindOf(item), item);
  }
  return [...kinds].flatMap(([kind, before]) => {
    const whole = unpackItem(before);
    const changes = pathsOf(whole).map((path, index) => {
      const value = oddValue(valueAt(whole, path), index);
      return { what: `${path.join('.')} = ${JSON.stringify(value)}`, odd: changed(whole, path, value) };
    });
    const packed = 'packed' in before ? [{ what: 'packed otherwise', odd: { ...before, packed: 'newer' } }] : [];
    const more = { what: 'with more', odd: { ...whole, newer: { a: [1] } } };
    return [...changes, ...packed, more].map((odd) => ({ table, before, ...odd, what: `${kind}: ${odd.what}` }));
  });
}

/** Puts the odd item in place of the one before; the answer puts that one back. Undefined for what the table refuses. */
export async function replace({ table, before, odd }: OddItem): Promise<(() => Promise<void>) | undefined> {
  const put = (Item: Item) => table.documents.send(new PutCommand({ TableName: table.name, Item }));
  try {
    await put(odd);
  } catch (error) {
    // What an index is made of has its type by the table.
    if (error instanceof Error && /Type mismatch for Index Key/.test(error.message)) return undefined;
    throw error;
  }
  return async () => void (await put(before));
}

/** The words before ids and digits are the kind, and what a pool says that it is. */
function kindOf({ pk, sk, kind = '' }: Item): string {
  const [partition = '', of] = String(pk).split('#');
  const [item = '', id] = String(sk).split('#');
  return [partition, ...(of === undefined ? [] : [id === undefined && /^\d/.test(item) ? 'time' : item]), kind]
    .join(' ')
    .trim();
}

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  const isLeaf = typeof value !== 'object' || value === null || value instanceof Set || value instanceof Uint8Array;
  if (isLeaf || path.length === deepest) return [[...path]];
  const inside = Array.isArray(value) ? value.slice(0, 1) : value;
  const parts = Object.entries(inside).filter(([name]) => path.length > 0 || !['pk', 'sk'].includes(name));
  return [
    ...(path.length === 0 ? [] : [[...path]]),
    ...parts.flatMap(([name, part]) => pathsOf(part, [...path, name])),
  ];
}

function valueAt(whole: unknown, path: readonly string[]): unknown {
  return path.reduce((part, name) => (part as Item)[name], whole);
}

function changed(whole: unknown, [name = '', ...rest]: readonly string[], value: unknown): Item {
  const before = whole as Item;
  const part = rest.length > 0 ? changed(before[name], rest, value) : value;
  if (Array.isArray(whole)) return (part === undefined ? whole.slice(1) : [part, ...whole.slice(1)]) as unknown as Item;
  const { [name]: _, ...others } = before;
  return part === undefined ? others : { ...others, [name]: part };
}
