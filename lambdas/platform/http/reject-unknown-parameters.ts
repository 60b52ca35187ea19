import { limitErrors } from './field-error.ts';
import { badRequest } from './problem.ts';

/**
 * Throws a 400 that names the parameters of a query that an endpoint does not have: one that is written wrong would otherwise be answered as
 * if it had not been there, a list of one site by that of all.
 * @param known all that the endpoint has
 */
export function rejectUnknownParameters(query: Readonly<Record<string, string>>, known: readonly string[]): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const detail = `is not a parameter of this endpoint: ${known.length > 0 ? known.join(', ') : 'it has none'}`;
  const errors = limitErrors(unknown.map((field) => ({ field, detail })));
  throw badRequest(`unknown query parameters: ${errors.map(({ field }) => field).join(', ')}`, errors);
}
