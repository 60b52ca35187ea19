import {
  AttributeType,
  BillingMode,
  type GlobalSecondaryIndexProps,
  ProjectionType,
  StreamViewType,
  Table,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  callsByNumber,
  callsBySite,
  conversionsBySite,
  openWork,
  tableKeys,
  visitsByVisitor,
} from '../../../lambdas/platform/aws/table-keys.ts';

export interface StorageSettings {
  /** Whether the tables refuse to be deleted, also by a first deployment that fails and is rolled back. */
  readonly isProtected: boolean;
}

/** The four tables. On demand, recoverable to any second of 35 days, never deleted with the stack, encrypted with AWS-owned keys. */
export class Storage extends Construct {
  readonly settings: Table;
  readonly leases: Table;
  readonly visits: Table;
  readonly calls: Table;

  private readonly isProtected: boolean;

  constructor(scope: Construct, id: string, { isProtected }: StorageSettings = { isProtected: true }) {
    super(scope, id);
    this.isProtected = isProtected;
    this.settings = this.table('Settings');
    // Slots have no such attribute: only counts of a minute are collected.
    this.leases = this.table('Leases', { timeToLiveAttribute: tableKeys.ttl });
    this.visits = this.table('Visits', { timeToLiveAttribute: tableKeys.ttl });
    this.visits.addGlobalSecondaryIndex({ ...index(visitsByVisitor, AttributeType.NUMBER), ...keysOnly });
    // Nothing of a call has such an attribute: only orders that wait for one are collected.
    this.calls = this.table('Calls', {
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: tableKeys.ttl,
    });
    this.calls.addGlobalSecondaryIndex(index(callsBySite, AttributeType.STRING));
    this.calls.addGlobalSecondaryIndex(index(callsByNumber, AttributeType.STRING));
    this.calls.addGlobalSecondaryIndex(index(conversionsBySite, AttributeType.NUMBER));
    this.calls.addGlobalSecondaryIndex({ ...index(openWork, AttributeType.NUMBER), ...keysOnly });
  }

  private table(id: string, extra: Partial<TableProps> = {}): Table {
    return new Table(this, id, {
      partitionKey: { name: tableKeys.partition, type: AttributeType.STRING },
      sortKey: { name: tableKeys.sort, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: this.isProtected,
      // What refuses to be deleted would end the roll-back of a first deployment half-way.
      removalPolicy: this.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...extra,
    });
  }
}

const keysOnly = { projectionType: ProjectionType.KEYS_ONLY };

interface IndexNames {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
  readonly projects?: readonly string[];
}

/** An index, with all attributes unless its names say which ones. */
function index({ name, partition, sort, projects }: IndexNames, sortType: AttributeType): GlobalSecondaryIndexProps {
  return {
    indexName: name,
    partitionKey: { name: partition, type: AttributeType.STRING },
    sortKey: { name: sort, type: sortType },
    ...(projects && { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projects] }),
  };
}
