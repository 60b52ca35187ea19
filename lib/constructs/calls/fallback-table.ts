import { CfnDataTable, CfnDataTableAttribute } from 'aws-cdk-lib/aws-connect';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { fallbackColumns } from './fallback-columns.ts';

/**
 * Where the calls of each number go when no function answers: a data table of Amazon Connect, which its flow reads by itself. The stack has the
 * table, `cli connect sync` its rows: a deployment must not set back what was synchronised.
 */
export class FallbackTable extends Construct {
  readonly table: CfnDataTable;
  readonly columns: readonly CfnDataTableAttribute[];

  constructor(scope: Construct, id: string, { instanceArn }: { readonly instanceArn: string }) {
    super(scope, id);
    this.table = new CfnDataTable(this, 'Table', {
      instanceArn,
      name: `${Stack.of(this).stackName} fallback routes`,
      description: 'Where the calls of a number go when the lookup fails. Written by: npm run cli -- connect sync',
      status: 'PUBLISHED',
      timeZone: 'UTC',
      valueLockLevel: 'NONE',
    });
    this.columns = [this.column('number', true), ...fallbackColumns.map((name) => this.column(name, false))];
  }

  private column(name: string, primary: boolean): CfnDataTableAttribute {
    const { instanceArn, attrArn: dataTableArn } = this.table;
    return new CfnDataTableAttribute(this, `Column-${name}`, {
      instanceArn,
      dataTableArn,
      name,
      primary,
      valueType: 'TEXT',
    });
  }
}
