import type { FieldError } from '../../platform/http/field-error.ts';
import { badRequest, conflict } from '../../platform/http/problem.ts';
import type { E164 } from '../e164.ts';
import {
  type Assignment,
  type MaySee,
  type NumberNow,
  type NumberRole,
  usedElsewhere,
} from '../phone-numbers/number-role.ts';
import { shownOwnNumber } from './own-number.ts';
import type { PoolSettings } from './pool-settings.ts';
import type { ShownNumber } from './pool-summary.ts';

/** A number that a pool's own settings name, and the field that names it. */
export interface NamedNumber {
  readonly field: string;
  readonly role: Extract<NumberRole, 'static' | 'default'>;
  readonly shown: ShownNumber;
}

/** The numbers that the settings name, as they are shown. Throws a 400 that names each field whose number cannot exist. */
export function namedNumbers(pool: PoolSettings, country: string | undefined): NamedNumber[] {
  const errors: FieldError[] = [];
  const named = fieldsOf(pool).flatMap(({ field, role, number }) => {
    const shown = shownOwnNumber(number, country);
    if (shown !== undefined) return [{ field, role, shown }];
    errors.push({ field, detail: `${number} is not a valid phone number` });
    return [];
  });
  if (errors.length > 0) throw badRequest('these are not valid phone numbers', errors);
  return named;
}

function fieldsOf(pool: PoolSettings): { field: string; role: NamedNumber['role']; number: E164 }[] {
  switch (pool.kind) {
    case 'session':
    case 'recipient':
      return [{ field: 'defaultNumber', role: 'default', number: pool.defaultNumber }];
    case 'source':
      return pool.numbers.map((number, index) => ({ field: `numbers[${index}]`, role: 'static', number }));
    case 'page':
      return [];
  }
}

/** The roles that the named numbers take in the pool. Throws a 409 that names each number and where it is used. */
export function assignmentsOf(
  { id, site }: { readonly id: string; readonly site: string },
  named: readonly NamedNumber[],
  now: ReadonlyMap<string, NumberNow>,
  maySee?: MaySee,
): Assignment[] {
  const errors: FieldError[] = [];
  const assignments = named.map(({ field, role, shown }) => {
    const assignment = { number: shown.e164, pool: id, site, role, display: shown.display };
    const used = usedElsewhere(now.get(shown.e164), assignment, maySee);
    if (used !== undefined) errors.push({ field, detail: used });
    return assignment;
  });
  if (errors.length > 0) throw conflict(errors.map(({ detail }) => detail).join('; '), errors);
  return assignments;
}
