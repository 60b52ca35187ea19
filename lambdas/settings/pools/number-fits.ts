import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { E164 } from '../e164.ts';
import type { NumberKind, SessionPool } from './pool.ts';

/** In some countries, like the USA, numbers do not tell whether they are mobile. */
const typesOf: Readonly<Record<NumberKind, readonly NumberType[]>> = {
  local: ['FIXED_LINE', 'FIXED_LINE_OR_MOBILE'],
  mobile: ['MOBILE', 'FIXED_LINE_OR_MOBILE'],
  'toll-free': ['TOLL_FREE'],
};

/** Why a number is none of those that the pool wants; undefined if it is. */
export function whyUnfit(
  number: E164,
  { numberKind, areaCodes }: Pick<SessionPool, 'numberKind' | 'areaCodes'>,
): string | undefined {
  if (numberKind === undefined && areaCodes === undefined) return undefined;
  const parsed = parsePhoneNumberFromString(number);
  const type = parsed?.getType();
  if (numberKind !== undefined && !typesOf[numberKind].includes(type)) {
    const known = kindOf(type);
    return `is ${known === undefined ? 'not known to be' : `${known}, not`} ${numberKind}, as the pool wants`;
  }
  if (areaCodes !== undefined && !areaCodes.some((code) => parsed?.nationalNumber.startsWith(code))) {
    return `begins with none of the pool's area codes: ${areaCodes.join(', ')}`;
  }
  return undefined;
}

function kindOf(type: NumberType): NumberKind | undefined {
  if (type === 'TOLL_FREE') return 'toll-free';
  if (type === 'MOBILE') return 'mobile';
  return type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE' ? 'local' : undefined;
}
