import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { routeOfSite } from '../../../../lambdas/calls/routing/call-route.ts';
import { readKnownSite } from '../../../../lambdas/settings/sites/site.ts';

const print: Match = {
  method: 'source',
  confidence: 1,
  reason: '',
  site: 'shop',
  pool: 'print',
  source: 'print',
  medium: 'offline',
  campaign: 'spring',
  candidates: [],
  linkedVisits: [],
  visit: null,
};
const nobody: Match = { ...print, method: 'none' };
const mailed: Match = { ...print, recipient: { id: '4711', campaign: 'spring', pool: 'print' } };

/** What whoever takes the call hears and reads, on a site of such a language. */
function words(language: string | undefined, match: Match) {
  const site = readKnownSite({ id: 'shop', name: 'Shop', siteKey: 'pk', origins: [], language });
  const { whisper, screenText } = routeOfSite('call-1', match, site);
  return [whisper, screenText];
}

test.each([
  ['de-DE', 'Anruf über print spring', 'Eingehender Anruf', 'Empfänger 4711'],
  ['de-AT', 'Anruf über print spring', 'Eingehender Anruf', 'Empfänger 4711'],
  ['pl-PL', 'Połączenie z print spring', 'Połączenie przychodzące', 'odbiorca 4711'],
  ['ru-RU', 'Звонок с print spring', 'Входящий звонок', 'получатель 4711'],
  ['en-GB', 'Call from print spring', 'Incoming call', 'recipient 4711'],
  ['fr-FR', 'Call from print spring', 'Incoming call', 'recipient 4711'],
  [undefined, 'Call from print spring', 'Incoming call', 'recipient 4711'],
])('who takes a call is told in %s where it comes from', (language, known, unknown, recipient) => {
  expect(words(language, print)).toEqual([known, 'print offline spring']);
  expect(words(language, nobody)).toEqual([unknown, unknown]);
  expect(words(language, mailed)[1]).toBe(`print offline spring ${recipient}`);
});

test('of a number of no site it is told in English', () => {
  expect(routeOfSite('call-1', nobody, undefined)).toMatchObject({
    whisper: 'Incoming call',
    screenText: 'Incoming call',
  });
});
