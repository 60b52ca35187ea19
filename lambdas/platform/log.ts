/** What an entry tells besides its text. */
export interface LogFacts {
  readonly [name: string]: string | number | boolean | undefined | LogFacts;
}

/**
 * Lambda's own log: in its JSON format, which every function has, it writes each entry as one line with the time, the level and
 * the id of the request, and what is given here as `message`. Never hand it a phone number, token, key or whole event: see
 * `describe-error.ts` for errors.
 */
export const logger = {
  info: (text: string, facts?: LogFacts): void => console.info({ text, ...facts }),
  warn: (text: string, facts?: LogFacts): void => console.warn({ text, ...facts }),
  error: (text: string, facts?: LogFacts): void => console.error({ text, ...facts }),
};
