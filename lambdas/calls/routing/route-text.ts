import type { Match } from '../match/match.ts';
import { spokenText } from './spoken-text.ts';

const places = new Map<string, (match: Match) => string | undefined>([
  ['source', ({ source, method }) => (method === 'none' ? undefined : source)],
  ['medium', ({ medium, method }) => (method === 'none' ? undefined : medium)],
  ['campaign', ({ campaign }) => campaign],
  ['keyword', ({ visit }) => visit?.keyword],
  ['recipient', ({ recipient }) => recipient?.id],
  ['pool', ({ pool }) => pool],
]);

const place = /\{([^{}]*)\}/g;

/** Whether all that a text wants to be filled in is known. */
export function isRouteText(text: string): boolean {
  return [...text.matchAll(place)].every(([, name = '']) => places.has(name));
}

/** A text of a route with what is known of the call: `Call from {source}`. Safe to be spoken: sources come from addresses that anybody writes. */
export function fillRouteText(text: string, match: Match): string {
  return spokenText(text.replace(place, (_, name: string) => places.get(name)?.(match) ?? ''));
}
