import { JMESPathTypeError, search } from '@aws-lambda-powertools/jmespath';
import * as z from 'zod';

/** Where in a webhook something is, as JMESPath (https://jmespath.org) over `{headers, body}`. */
export const expression = z
  .string()
  .min(1)
  .max(500)
  .refine(isExpression, { message: 'must be a JMESPath expression, like body.customer.email' });

function isExpression(text: string): boolean {
  try {
    search(text, {});
    return true;
  } catch (error) {
    // That a function gets nothing here says nothing of the expression.
    return error instanceof JMESPathTypeError;
  }
}

/** What stands there; undefined for nothing, and where a function does not take what stands there. */
export function evaluate(text: string | undefined, data: object): unknown {
  if (text === undefined) return undefined;
  try {
    return search(text, data) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether it holds: as JMESPath has it, nothing, `false` and what is empty do not. */
export function holds(text: string, data: object): boolean {
  return evaluate(`!!(${text})`, data) === true;
}

/** A text or number that stands there, as text without white space around it; undefined for anything else, and for an empty one. */
export function textAt(text: string | undefined, data: object): string | undefined {
  return textOf(evaluate(text, data));
}

/** A value as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
