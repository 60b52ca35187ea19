import type { LogFacts } from './log.ts';

/**
 * What may be logged of an error: name, message, stack and the same of its causes. Other fields stay out: errors of the
 * AWS SDK carry whole items. Phone numbers and tokens are blotted out of the texts.
 */
export function describeError(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { message: blot(String(error)) };
  return {
    name: error.name,
    message: blot(error.message),
    ...(error.stack !== undefined && { stack: blot(error.stack) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

function blot(text: string): string {
  return text
    .replace(/(\+|%2B)\d{4,13}(?=\d{2})/gi, '+...')
    .replace(/\bv1\.[\w-]+\.[\w-]+\.[\w-]+/g, 'v1.<token>')
    .replace(/\bll_[\w-]+/g, 'll_<key>');
}
