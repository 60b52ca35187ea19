import type * as z from 'zod/mini';
import { formatMessage } from './format-messages.ts';

/** Where there are no better words. */
export const doesNotFit = 'does not fit';

/**
 * What a field must be, as its caller would say it. What a schema says itself comes before these words; there are no others,
 * since the small variant of the library has none.
 */
export function validationMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${withArticle(issue.expected)}`;
    case 'too_small':
      return `must ${amount(issue.origin, issue.minimum, issue.inclusive ? 'at least' : 'more than')}`;
    case 'too_big':
      return `must ${amount(issue.origin, issue.maximum, issue.inclusive ? 'at most' : 'less than')}`;
    case 'invalid_value':
      return `must be ${list(issue.values.map((value) => JSON.stringify(value)))}`;
    case 'invalid_format':
      return textWords(issue);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return 'has a name that does not fit';
    default:
      return doesNotFit;
  }
}

function textWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  if (typeof issue.prefix === 'string') return `must begin with ${issue.prefix}`;
  return formatMessage(issue.format);
}

function list(values: readonly string[]): string {
  return values.join(', ').replace(/, (?=[^,]*$)/, ' or ');
}

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items', set: 'items', map: 'entries' };

function amount(origin: string, limit: number | bigint, comparison: string): string {
  const unit = units[origin];
  if (unit === undefined) return `be ${comparison} ${limit}`;
  return limit === 1 && comparison === 'at least' ? 'not be empty' : `have ${comparison} ${limit} ${unit}`;
}

const types: Readonly<Record<string, string>> = {
  int: 'a whole number',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

function withArticle(type: string): string {
  return types[type] ?? `a ${type}`;
}
