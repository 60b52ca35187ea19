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
