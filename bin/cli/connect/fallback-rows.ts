import {
  BatchCreateDataTableValueCommand,
  BatchUpdateDataTableValueCommand,
  type DataTableValue,
  ListDataTableValuesCommand,
} from '@aws-sdk/client-connect';
import { languages, spokenIn } from '../../../lambdas/calls/spoken/languages.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { fallbackColumns } from '../../../lib/constructs/calls/fallback-columns.ts';
import { CliError } from '../cli-error.ts';
import type { ManagementOptions } from '../management.ts';
import { readSite } from '../read-settings.ts';
import { idOf } from './arn-id.ts';
import type { LeaselineNumber } from './leaseline-numbers.ts';
import type { PacedClient } from './paced-client.ts';

/** The row of a number: a text for each column. */
export type FallbackRow = Readonly<Record<(typeof fallbackColumns)[number], string>>;

/** Where the calls of a site go without a lookup: its own queue or phones, in its language. */
export function fallbackRow({ route, language: tag = 'en' }: Pick<Site, 'route' | 'language'>): FallbackRow {
  const [phone1 = '', phone2 = ''] = route?.forwardTo ?? [];
  const language = spokenIn(tag);
  return {
    known: 'true',
    action: phone1 === '' ? 'queue' : 'phone',
    queue: route?.queue ?? '',
    phones: String([phone1, phone2].filter((phone) => phone !== '').length),
    phone1,
    phone2,
    language,
    nobody: languages[language].nobody,
  };
}

export interface FallbackOptions {
  readonly client: PacedClient;
  readonly instanceArn: string;
  /** ARN of the data table. */
  readonly table: string;
  readonly numbers: readonly LeaselineNumber[];
  readonly management: ManagementOptions;
}

/** Writes what is missing or different in the table; a number that is gone keeps its row, which nobody dials. Says in a line what was done. */
export async function syncFallback({
  client,
  instanceArn,
  table,
  numbers,
  management,
}: FallbackOptions): Promise<string> {
  const rows = new Map<string, FallbackRow>();
  for (const id of new Set(numbers.map(({ site }) => site))) rows.set(id, fallbackRow(await readSite(management, id)));
  const place = { InstanceId: idOf(instanceArn), DataTableId: idOf(table) };
  const there = await valuesIn(client, place);
  const changes = numbers.flatMap(({ number, site }) => {
    const row = rows.get(site);
    return row === undefined ? [] : changesOf(number, row, there.get(number));
  });
  for (const part of parts(changes.filter(({ isNew }) => isNew))) {
    const { Failed = [] } = await client.send(new BatchCreateDataTableValueCommand({ ...place, Values: part }));
    refuse(Failed);
  }
  for (const part of parts(changes.filter(({ isNew }) => !isNew))) {
    const { Failed = [] } = await client.send(new BatchUpdateDataTableValueCommand({ ...place, Values: part }));
    refuse(Failed);
  }
  const changed = new Set(changes.map(({ number }) => number)).size;
  return `fall-back table: ${changed} of ${numbers.length} numbers written, the others are as they should be\n`;
}

interface Change {
  readonly number: string;
  readonly isNew: boolean;
  readonly value: DataTableValue;
}

function changesOf(number: string, row: FallbackRow, known: ReadonlyMap<string, string> | undefined): Change[] {
  return fallbackColumns
    .filter((column) => row[column] !== (known?.get(column) ?? ''))
    .map((column) => ({
      number,
      isNew: known?.get(column) === undefined,
      value: {
        PrimaryValues: [{ AttributeName: 'number', Value: number }],
        AttributeName: column,
        Value: row[column],
      },
    }));
}

/** So many values go into one request. */
const mostAtOnce = 25;

function parts(changes: readonly Change[]): DataTableValue[][] {
  const values = changes.map(({ value }) => value);
  return Array.from({ length: Math.ceil(values.length / mostAtOnce) }, (_, part) =>
    values.slice(part * mostAtOnce, (part + 1) * mostAtOnce),
  );
}

function refuse(
  failed: readonly { readonly AttributeName?: string | undefined; readonly Message?: string | undefined }[],
): void {
  const [first] = failed;
  if (first !== undefined) {
    throw new CliError(
      `the fall-back table refuses ${first.AttributeName ?? 'a value'}: ${first.Message ?? 'without a reason'}`,
    );
  }
}

/** What the table has, by number and column. */
async function valuesIn(
  client: PacedClient,
  place: { readonly InstanceId: string; readonly DataTableId: string },
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const numbers = new Map<string, Map<string, string>>();
  let next: string | undefined;
  do {
    const { Values = [], NextToken } = await client.send(
      new ListDataTableValuesCommand({ ...place, MaxResults: 100, NextToken: next }),
    );
    for (const { PrimaryValues = [], AttributeName: column, Value: value } of Values) {
      const number = PrimaryValues.find(({ AttributeName: name }) => name === 'number')?.Value;
      if (number === undefined || column === undefined || value === undefined) continue;
      const row = numbers.get(number) ?? new Map<string, string>();
      numbers.set(number, row.set(column, value));
    }
    next = NextToken;
  } while (next !== undefined);
  return numbers;
}
