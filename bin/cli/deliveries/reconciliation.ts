import {
  type ReconciliationDay,
  reconciledConversion,
  reconciliationAnswer,
} from '../../../lambdas/journal/reconciliation/reconciliation-answer.ts';
import {
  type ReconciliationLine,
  reconciliationLines,
} from '../../../lambdas/journal/reconciliation/reconciliation-line.ts';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { listAll } from '../read-settings.ts';

export interface ReconciliationOptions {
  readonly site: string;
  readonly from?: string;
  readonly to?: string;
  readonly destination?: string;
  readonly line?: ReconciliationLine;
  readonly json?: true;
}

interface Progress {
  readonly write: (text: string) => unknown;
}

/** The days with their sums, or the conversions of a line. */
export async function reconciliationText(
  { line, json, ...query }: ReconciliationOptions,
  management: ManagementOptions,
  progress: Progress,
): Promise<string> {
  if (line !== undefined) return lineText(line, query, json, management);
  const days = await readDays(query, management, progress);
  if (json === true) return `${JSON.stringify(days, undefined, 2)}\n`;
  if (days.length === 0) return 'no conversion was to go to a destination in these days\n';
  const used = reconciliationLines.filter((one) => days.some((day) => day[one] > 0));
  const counts = ['conversions', 'sent', ...used] as const;
  const rows = days.map((day) => [day.day, day.destination, ...counts.map((name) => String(day[name]))]);
  const total = counts.map((name) => String(days.reduce((sum, day) => sum + day[name], 0)));
  const numeric = counts.map((_, index) => index + 2);
  return [...columns(['day', 'destination', ...counts.map(words)], [...rows, ['all', '', ...total]], numeric), ''].join(
    '\n',
  );
}

async function readDays(
  query: Readonly<Record<string, string | undefined>>,
  management: ManagementOptions,
  progress: Progress,
): Promise<ReconciliationDay[]> {
  const days: ReconciliationDay[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const asked = new URLSearchParams(present({ ...query, ...(cursor !== '' && { cursor }) }));
    const answer = await callManagement(management, `GET /v1/reconciliation?${asked.toString()}`);
    if (answer.status !== 200) throw new CliError(describeProblem(answer));
    const part = reconciliationAnswer.safeParse(answer.body);
    if (!part.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
    days.push(...part.data.items);
    cursor = part.data.cursor;
    if (cursor !== undefined) progress.write(`counted up to ${cursor}\n`);
  }
  return days;
}

async function lineText(
  line: ReconciliationLine,
  query: Readonly<Record<string, string | undefined>>,
  json: true | undefined,
  management: ManagementOptions,
): Promise<string> {
  const path = '/v1/reconciliation/conversions';
  const found = await listAll(management, path, reconciledConversion, present({ ...query, line }));
  if (json === true) return `${JSON.stringify(found, undefined, 2)}\n`;
  if (found.length === 0) return `no conversion is ${words(line)} in these days\n`;
  const rows = found.map(({ occurredAt, destination, name = '', value, call, reason = '' }) => [
    `${occurredAt.slice(0, 16)}Z`,
    destination,
    name,
    value === undefined ? '' : `${value.amount} ${value.currency}`,
    call,
    reason,
  ]);
  return [
    ...columns(['when', 'destination', 'goal', 'value', 'call', 'why'], rows, [3]),
    '',
    `${found.length} in all`,
    '',
  ].join('\n');
}

/** `notMatched` as people read it. */
function words(line: string): string {
  return line.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function present(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(query);
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}
