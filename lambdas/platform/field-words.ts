import type * as z from 'zod';

/** What a field must be, as its caller would say it. Undefined where the schema's own words are the better ones. */
export function fieldWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${withArticle(issue.expected)}`;
    case 'too_small':
      return `must ${amount(issue.origin, issue.minimum, issue.inclusive ? 'at least' : 'more than')}`;
    case 'too_big':
      return `must ${amount(issue.origin, issue.maximum, issue.inclusive ? 'at most' : 'less than')}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`.replace(/, (?=[^,]*$)/, ' or ');
    default:
      return undefined;
  }
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
