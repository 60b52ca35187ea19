import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { output } from '../lambdas/platform/names.ts';
import type { Config } from './config.ts';
import { AssistantApi } from './constructs/api/assistant-api.ts';
import { CallLinkApi } from './constructs/api/call-link-api.ts';
import { CarrierApi } from './constructs/api/carrier-api.ts';
import { HttpApi } from './constructs/api/http-api.ts';
import { ManagementApi } from './constructs/api/management-api.ts';
import { NumberApi } from './constructs/api/number-api.ts';
import { OrderWebhookApi } from './constructs/api/order-webhook-api.ts';
import { OutcomeApi } from './constructs/api/outcome-api.ts';
import { CallIngestion } from './constructs/calls/call-ingestion.ts';
import { ConnectCalls } from './constructs/calls/connect-calls.ts';
import { PoolLearning } from './constructs/calls/pool-learning.ts';
import { ConversionPush } from './constructs/conversions/conversion-push.ts';
import { TeamDigests } from './constructs/conversions/team-digests.ts';
import { addDomainRecords, domainOf } from './constructs/edge/domain.ts';
import { Edge } from './constructs/edge/edge.ts';
import { WebPages } from './constructs/edge/web-pages.ts';
import { Monitoring } from './constructs/operations/monitoring.ts';
import { Secrets } from './constructs/secrets.ts';
import { Storage } from './constructs/tables/storage.ts';
import { addTableAlarms } from './constructs/tables/table-alarms.ts';

/** The whole product, wired. */
export class LeaselineStack extends Stack {
  constructor(scope: Construct, id: string, config: Config, props: StackProps = {}) {
    super(scope, id, props);
    const logRetention = config.logDays;

    const monitoring = new Monitoring(this, 'Monitoring', config);
    const secrets = new Secrets(this, 'Secrets');
    const storage = new Storage(this, 'Storage', { isProtected: config.terminationProtection });
    for (const table of [storage.settings, storage.leases, storage.visits, storage.calls]) {
      addTableAlarms(monitoring, table);
    }

    const ingestion = new CallIngestion(this, 'Calls', {
      storage,
      secrets,
      monitoring,
      logRetention,
      recordCallMaxConcurrency: config.recordCallMaxConcurrency,
    });
    new PoolLearning(this, 'PoolLearning', { storage, monitoring, logRetention });
    const api = new HttpApi(this, 'HttpApi', { monitoring, logRetention });
    const behindApi = { api, storage, secrets, work: ingestion.work, monitoring, logRetention };
    new NumberApi(this, 'NumberApi', { ...behindApi, visitDays: config.visitDays });
    new AssistantApi(this, 'AssistantApi', behindApi);
    new OutcomeApi(this, 'OutcomeApi', behindApi);
    new OrderWebhookApi(this, 'OrderWebhookApi', behindApi);

    const { connectInstanceArn: instanceArn, connectBucket, connectBucketKeyArn: keyArn, ...connect } = config;
    const bucket = connectBucket === undefined ? undefined : { name: connectBucket, keyArn };
    if (instanceArn !== undefined) {
      const calls = new ConnectCalls(this, 'Connect', {
        ...connect,
        instanceArn,
        bucket,
        ingestion,
        storage,
        secrets,
        monitoring,
        logRetention,
      });
      new CfnOutput(this, output.connectInstance, { value: instanceArn });
      new CfnOutput(this, output.connectLookupFunction, { value: calls.lookup.functionName });
      new CfnOutput(this, output.connectInboundFlow, { value: calls.inboundFlow.attrContactFlowArn });
      if (calls.fallback !== undefined) {
        new CfnOutput(this, output.connectFallbackTable, { value: calls.fallback.table.attrArn });
      }
      new CfnOutput(this, output.contactEventBus, { value: calls.eventBus.eventBusName });
      new CfnOutput(this, output.contactRecordStream, { value: calls.records.streamName });
      if (bucket !== undefined) new CfnOutput(this, output.connectBucket, { value: bucket.name });
    }

    const domain = domainOf(config);
    const edge = new Edge(this, 'Edge', { apiDomainName: api.domainName, originSecret: secrets.origin, domain });
    if (domain !== undefined) addDomainRecords(this, edge.distribution, domain);
    new WebPages(this, 'WebPages', { bucket: edge.bucket, logRetention });
    const { distributionDomainName } = edge.distribution;
    const publicUrl = `https://${domain?.names[0] ?? distributionDomainName}`;

    new CallLinkApi(this, 'CallLinkApi', { ...behindApi, visitDays: config.visitDays, publicUrl });
    new CarrierApi(this, 'CarrierApi', { ...behindApi, publicUrl });
    const push = new ConversionPush(this, 'Conversions', {
      storage,
      archive: ingestion.archive,
      monitoring,
      logRetention,
      emailFrom: config.emailFrom,
      secrets,
      publicUrl,
    });
    new ManagementApi(this, 'ManagementApi', {
      ...behindApi,
      attempt: push.attempt,
      recordings: bucket,
      publicUrl,
      visitDays: config.visitDays,
    });
    new TeamDigests(this, 'Digests', {
      storage,
      secrets,
      monitoring,
      logRetention,
      emailFrom: config.emailFrom,
      publicUrl,
    });
    new CfnOutput(this, output.deliveryStateMachine, { value: push.machine.stateMachineArn });

    new CfnOutput(this, output.url, {
      value: publicUrl,
      description: 'Where tracker, dashboard and API are',
    });
    new CfnOutput(this, output.distributionDomain, {
      value: distributionDomainName,
      description: 'Where records of further names point to',
    });
    new CfnOutput(this, output.settingsTable, { value: storage.settings.tableName });
    new CfnOutput(this, output.leasesTable, { value: storage.leases.tableName });
    new CfnOutput(this, output.visitsTable, { value: storage.visits.tableName });
    new CfnOutput(this, output.callsTable, { value: storage.calls.tableName });
  }
}
