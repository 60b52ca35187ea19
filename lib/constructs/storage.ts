import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { callLog, openWork, tableKeys, visitsByVisitor } from '../../lambdas/platform/names.ts';

/** The four tables. On demand, recoverable to any second of 35 days, never deleted with the stack, encrypted with AWS-owned keys. */
export class Storage extends Construct {
  readonly settings: Table;
  readonly leases: Table;
  readonly visits: Table;
  readonly calls: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.settings = this.table('Settings');
    // Slots have no such attribute: only counts of a minute are collected.
    this.leases = this.table('Leases', { timeToLiveAttribute: tableKeys.ttl });
    this.visits = this.table('Visits', { timeToLiveAttribute: tableKeys.ttl });
    this.visits.addGlobalSecondaryIndex({
      indexName: visitsByVisitor.name,
      partitionKey: { name: visitsByVisitor.partition, type: AttributeType.STRING },
      sortKey: { name: visitsByVisitor.sort, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.calls = this.table('Calls', { stream: StreamViewType.NEW_AND_OLD_IMAGES });
    this.calls.addGlobalSecondaryIndex({
      indexName: callLog.name,
      partitionKey: { name: callLog.partition, type: AttributeType.STRING },
      sortKey: { name: callLog.sort, type: AttributeType.STRING },
    });
    this.calls.addGlobalSecondaryIndex({
      indexName: openWork.name,
      partitionKey: { name: openWork.partition, type: AttributeType.STRING },
      sortKey: { name: openWork.sort, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  private table(id: string, extra: Partial<TableProps> = {}): Table {
    return new Table(this, id, {
      partitionKey: { name: tableKeys.partition, type: AttributeType.STRING },
      sortKey: { name: tableKeys.sort, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...extra,
    });
  }
}
