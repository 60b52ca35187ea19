import { BlockList, isIP } from 'node:net';
import * as z from 'zod';

/** Tells whether one value of a field fits; undefined is an absent field. */
export type Matcher = (value: unknown) => boolean;

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const ignoringCase = z.strictObject({ 'equals-ignore-case': z.string() });
const plain = z.union([z.string(), z.number()]);

/** One content filter of a pattern, such as `prefix`, with its argument. Throws an error that names what it does not know. */
export function matcher(name: string, argument: unknown): Matcher {
  switch (name) {
    case 'prefix':
      return affix(name, argument, (text, part) => text.startsWith(part));
    case 'suffix':
      return affix(name, argument, (text, part) => text.endsWith(part));
    case 'equals-ignore-case': {
      const wanted = parse(name, z.string(), argument).toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
    }
    case 'wildcard':
      return wildcard(parse(name, z.string(), argument));
    case 'numeric':
      return numeric(argument);
    case 'cidr':
      return cidr(parse(name, z.string(), argument));
    case 'anything-but':
      return anythingBut(argument);
    default:
      throw new Error(`the matcher "${name}" is not known`);
  }
}

function affix(name: string, argument: unknown, fits: (text: string, part: string) => boolean): Matcher {
  const part = parse(name, z.union([z.string(), ignoringCase]), argument);
  if (typeof part === 'string') return (value) => typeof value === 'string' && fits(value, part);
  const lower = part['equals-ignore-case'].toLowerCase();
  return (value) => typeof value === 'string' && fits(value.toLowerCase(), lower);
}

function wildcard(pattern: string): Matcher {
  const parts = pattern.split(/(\\\\|\\\*|\*)/).map((part) => {
    if (part === '*') return '.*';
    return (part === '\\*' || part === '\\\\' ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const expression = new RegExp(`^${parts.join('')}$`, 's');
  return (value) => typeof value === 'string' && expression.test(value);
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(argument: unknown): Matcher {
  const words = parse('numeric', z.array(plain).min(2).max(4), argument);
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const compare = comparisons[String(words[at])];
    const bound = words[at + 1];
    if (compare === undefined || typeof bound !== 'number')
      throw new Error(`"numeric" does not know ${describe(words)}`);
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(range: string): Matcher {
  const [network = '', bits = ''] = range.split('/');
  const version = isIP(network);
  if (version === 0 || !/^\d+$/.test(bits)) throw new Error(`"cidr" does not know ${range}`);
  const list = new BlockList();
  list.addSubnet(network, Number(bits), version === 6 ? 'ipv6' : 'ipv4');
  return (value) => {
    const family = typeof value === 'string' ? isIP(value) : 0;
    return typeof value === 'string' && family === version && list.check(value, family === 6 ? 'ipv6' : 'ipv4');
  };
}

function anythingBut(argument: unknown): Matcher {
  const values = z.union([plain.transform((value) => [value]), z.array(plain)]).safeParse(argument);
  if (values.success) return (value) => !values.data.some((unwanted) => unwanted === value);
  const [name = '', unwanted] =
    Object.entries(parse('anything-but', z.record(z.string(), z.unknown()), argument))[0] ?? [];
  if (!['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(name)) {
    throw new Error(`"anything-but" does not know the matcher "${name}"`);
  }
  const matchers = parse(`anything-but ${name}`, texts, unwanted).map((text) => matcher(name, text));
  return (value) => !matchers.some((fits) => fits(value));
}

export function parse<Value>(what: string, schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`"${what}" does not know ${describe(value)}`);
}

export function describe(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
