import * as z from 'zod';
import { describe, type Matcher, matcher, parse } from './matchers.ts';

/** Tells whether an event fits. */
export type EventPattern = (event: unknown) => boolean;

const fields = z.record(z.string(), z.unknown());

/**
 * Compiles an EventBridge pattern, content filters included: every field must fit, by any of its listed values.
 * Throws an error that names a matcher or shape it does not know.
 */
export function compilePattern(pattern: unknown): EventPattern {
  const tests = Object.entries(parse('pattern', fields, pattern)).map(([name, wanted]): EventPattern => {
    if (name === '$or') {
      const branches = parse('$or', z.array(fields).min(2), wanted).map(compilePattern);
      return (event) => branches.some((fits) => fits(event));
    }
    const fits = Array.isArray(wanted) ? anyOf(wanted) : nested(compilePattern(wanted));
    return (event) => fits(field(event, name));
  });
  return (event) => tests.every((test) => test(event));
}

function field(event: unknown, name: string): unknown {
  const parsed = fields.safeParse(event);
  return parsed.success && Object.hasOwn(parsed.data, name) ? parsed.data[name] : undefined;
}

function nested(fits: EventPattern): Matcher {
  return (value) => (Array.isArray(value) ? value.some(fits) : fits(value));
}

function anyOf(alternatives: readonly unknown[]): Matcher {
  const matchers = alternatives.map(alternative);
  return (value) => matchers.some((fits) => fits(value));
}

function alternative(wanted: unknown): Matcher {
  if (wanted === null || typeof wanted !== 'object') return ofEach((value) => value === wanted);
  const entries = Object.entries(wanted);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1)
    throw new Error(`a matcher has exactly one key, not ${describe(wanted)}`);
  const [name, argument] = entry;
  if (name === 'exists') {
    const expected = parse(name, z.boolean(), argument);
    return (value) => isLeaf(value) === expected;
  }
  const fits = matcher(name, argument);
  return ofEach(fits);
}

/** A field that holds a list fits when one of its values does; an absent one never does. */
function ofEach(fits: Matcher): Matcher {
  return (value) => (Array.isArray(value) ? value.some(fits) : value !== undefined && fits(value));
}

/** Only what holds a value exists for `exists`; an object or an empty list does not. */
function isLeaf(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value === null || (value !== undefined && typeof value !== 'object');
}
