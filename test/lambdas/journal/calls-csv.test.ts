import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { tellListed } from '../../../lambdas/journal/call-view.ts';
import { callsCsv } from '../../../lambdas/journal/calls-csv.ts';
import { storedCall } from './calls.ts';

const withAgent = (agent: string) => callsCsv([tellListed(storedCall({ agent }))]);
const agentOf = (csv: string) => (parse(csv, { columns: true }) as Record<string, string>[])[0]!.agent!;

test('whatever a text holds is one cell, and never a formula', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@\t\r"';, ].*$/)), (agent) => {
      const cell = agentOf(withAgent(agent));
      expect(cell.replace(/^'/, '')).toBe(agent.replace(/^'/, ''));
      expect(cell).not.toMatch(/^[=\-@\t\r]|^\+(?!\d{1,15}$)/);
    }),
  );
});

test('phone numbers stay as they are; a withheld caller is said to be one', () => {
  expect(callsCsv([tellListed(storedCall())])).toContain(',+12025550123,+12025550100,');
  expect(callsCsv([tellListed(storedCall({ caller: { kind: 'withheld' } }))])).toContain(',withheld,');
});

test('without calls there are the names of the columns', () => {
  expect(callsCsv([])).toMatch(/^call,site,started_at,[\w,]+\r\n$/);
});
