import { type ClickIdParameter, clickIdParameters } from './click-id-parameters.ts';

const longestClickId = 500;
const allClickIds = 700;

/**
 * The click ids among an address's parameters (names in lower case). One that is odd or too long is left out, never cut:
 * part of a click id names another click, or none.
 */
export function readClickIds(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  let room = allClickIds;
  for (const { name } of clickIdParameters) {
    const value = parameters.get(name.toLowerCase())?.trim();
    if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) continue;
    if (value.length > longestClickId || value.length > room) continue;
    room -= value.length;
    found[name] = value;
  }
  return found;
}

/** What the first of the click ids that are carried by `carriedBy` says. */
export function clickIdOf(
  clickIds: Readonly<Record<string, string>>,
  carriedBy: ClickIdParameter['carriedBy'],
): ClickIdParameter | undefined {
  return clickIdParameters.find((parameter) => parameter.carriedBy === carriedBy && parameter.name in clickIds);
}
