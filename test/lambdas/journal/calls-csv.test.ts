import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { toListedCall } from '../../../lambdas/journal/call-response.ts';
import { csvHeader, csvLine } from '../../../lambdas/journal/calls-csv.ts';
import { withoutInvisible } from '../../../lambdas/platform/http/invisible-text.ts';
import { storedCall } from './calls.ts';

const withAgent = (agent: string) => csvHeader + csvLine(toListedCall(storedCall({ agent })));
const agentOf = (csv: string) => (parse(csv, { columns: true }) as Record<string, string>[])[0]!.agent!;

test('whatever a text holds is one cell, and never a formula', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@\t\r"';, ].*$/)), (agent) => {
      const cell = agentOf(withAgent(agent));
      expect(cell.replace(/^'/, '')).toBe(withoutInvisible(agent).replace(/^'/, ''));
      expect(cell).not.toMatch(/^\s*[=\-@]|^[\t\r\n]|^\s*\+(?!\d{1,15}$)/);
    }),
  );
});

test('phone numbers stay as they are; a withheld caller is said to be one', () => {
  expect(csvLine(toListedCall(storedCall()))).toContain(',+12025550123,+12025550100,');
  expect(csvLine(toListedCall(storedCall({ caller: { kind: 'withheld' } })))).toContain(',withheld,');
});

test.each(['\n', '\r', '\r\n'])('a cell with the line break %j is quoted', (lineBreak) => {
  const csv = withAgent(`Anna${lineBreak}+1 202 555 0123`);
  expect(csv).toContain(`,"Anna${lineBreak}+1 202 555 0123",`);
  expect(agentOf(csv)).toBe(`Anna${lineBreak}+1 202 555 0123`);
});

test('what cannot be seen is left out, also before what would be a formula', () => {
  expect(agentOf(withAgent('An\u202ena\u2066 Lee\u2069\u0000'))).toBe('Anna Lee');
  expect(agentOf(withAgent('\u200b\u202a=1+1'))).toBe("'=1+1");
  expect(agentOf(withAgent('  =1+1'))).toBe("'  =1+1");
  expect(agentOf(withAgent('👨‍👩‍👧 نامه‌ای'))).toBe('👨‍👩‍👧 نامه‌ای');
});

test('the names of the columns', () => {
  expect(csvHeader).toMatch(/^call,site,started_at,[\w,]+\r\n$/);
});

test('where a call was sent and why, who the caller is to the site, and what they keyed in', () => {
  const call = storedCall({
    route: { name: 'Open', action: 'phones', phones: ['+12025550151', '+12025550152'], reason: 'Route "Open".' },
    spam: { score: 40, reasons: ['The caller rang 3 numbers of the site within 10 minutes.', '=1+1'] },
    repeat: { site: true, number: false },
    callerList: 'allow',
    answeredBy: 'voicemail',
    keys: ['1', '204'],
    recordingConsent: 'given',
    quality: { agentScore: 4.5, issues: [] },
  });
  const visit = {
    visitor: 'anna',
    shownAt: 1,
    source: 'google',
    medium: 'cpc',
    code: '4810395',
    by: 'agent',
    reason: '',
  } as const;
  const linkedVisits = [
    { ...visit, id: 'visit-1' },
    { ...visit, id: 'visit-2', source: '=1+1' },
  ];
  const linked = { ...call, match: { ...call.match, linkedVisits } };
  const [line] = parse(csvHeader + csvLine(toListedCall(linked)), { columns: true }) as Record<string, string>[];
  expect(line).toMatchObject({
    route: 'Open',
    route_action: 'phones',
    route_to: "'+12025550151; +12025550152",
    route_reason: 'Route "Open".',
    spam_score: '40',
    spam_reasons: 'The caller rang 3 numbers of the site within 10 minutes. =1+1',
    repeat_caller: 'true',
    repeat_on_number: 'false',
    caller_list: 'allow',
    answered_by: 'voicemail',
    keys: '1; 204',
    recording_consent: 'given',
    agent_line_quality: '4.5',
    caller_line_quality: '',
    linked_visits: 'visit-1; visit-2',
    linked_sources: 'google / cpc; =1+1 / cpc',
  });
});

test('of a call that nobody asked about, routes and callers say nothing', () => {
  const [line = {}] = parse(csvHeader + csvLine(toListedCall(storedCall())), { columns: true }) as Record<
    string,
    string
  >[];
  const empty = ['route', 'route_action', 'route_to', 'spam_score', 'repeat_caller', 'caller_list', 'keys'];
  expect(empty.map((name) => line[name])).toEqual(empty.map(() => ''));
});
