import { CfnContactFlow, CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Arn, ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { env } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { DeadLetterQueue } from '../operations/dead-letter-queue.ts';
import type { Monitoring } from '../operations/monitoring.ts';
import type { Secrets } from '../secrets.ts';
import type { Storage } from '../tables/storage.ts';
import { allowMatching } from '../tables/table-grants.ts';
import type { CallIngestion } from './call-ingestion.ts';
import type { ConnectBucket } from './connect-bucket.ts';
import { ConnectTests } from './connect-tests.ts';
import { contactEventPattern, ruleEventPattern } from './contact-events.ts';
import { ContactLensFiles } from './contact-lens-files.ts';
import { ContactRecords } from './contact-records.ts';
import { FallbackTable } from './fallback-table.ts';
import type { Flow } from './flow-actions.ts';
import { agentWhisperFlow, inboundFlow } from './inbound-flow.ts';
import { addLookupAlarms } from './lookup-alarms.ts';

export interface ConnectCallsSettings {
  readonly instanceArn: string;
  readonly defaultQueueArn?: string | undefined;
  readonly contactRecordStreamArn?: string | undefined;
  readonly contactRecordKeyArn?: string | undefined;
  readonly bucket: ConnectBucket | undefined;
  readonly lookupReservedConcurrency?: number | undefined;
  /** Unless it is false, a table of the instance says where calls go when the lookup fails. */
  readonly fallbackTable?: boolean | undefined;
  /** Unless it is false, the instance has tests of the flow. */
  readonly connectTests?: boolean | undefined;
  readonly ingestion: CallIngestion;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
}

/** Calls of one instance of Amazon Connect: a flow asks where they come from, events and records tell what became of them. */
export class ConnectCalls extends Construct {
  readonly lookup: HandlerFunction;
  readonly eventBus: IEventBus;
  readonly records: IStream;
  readonly inboundFlow: CfnContactFlow;
  readonly fallback: FallbackTable | undefined;

  constructor(scope: Construct, id: string, settings: ConnectCallsSettings) {
    super(scope, id);
    this.lookup = this.lookupFunction(settings);
    this.fallback = settings.fallbackTable === false ? undefined : new FallbackTable(this, 'Fallback', settings);
    this.inboundFlow = this.addFlows(settings);
    if (settings.connectTests !== false) this.addTests(settings);
    this.eventBus = EventBus.fromEventBusName(this, 'Bus', 'default'); // where events of AWS come in
    this.addEvents(settings);
    this.records = new ContactRecords(this, 'Records', {
      ...settings,
      streamArn: settings.contactRecordStreamArn,
      keyArn: settings.contactRecordKeyArn,
    }).stream;
    const { bucket } = settings;
    if (bucket !== undefined) new ContactLensFiles(this, 'ContactLens', { ...settings, bucket });
  }

  private lookupFunction(settings: ConnectCallsSettings): HandlerFunction {
    const { instanceArn, ingestion, storage, secrets } = settings;
    const lookup = new HandlerFunction(this, 'Lookup', {
      handler: 'connect-lookup',
      errorImpact:
        'Callers go to the default queue, and nobody is told where they come from; their calls are matched later.',
      memorySize: 1024, // buys processor time: a caller waits for this function, also at its cold start
      timeout: Duration.seconds(5),
      reservedConcurrency: settings.lookupReservedConcurrency,
      monitoring: settings.monitoring,
      logRetention: settings.logRetention,
      environment: {
        [env.workQueueUrl]: ingestion.work.queue.queueUrl,
        [env.defaultQueueArn]: settings.defaultQueueArn ?? '',
      },
    });
    allowMatching(lookup, storage, secrets);
    ingestion.work.queue.grant(lookup, 'sqs:SendMessage');
    addLookupAlarms(lookup, settings.monitoring);
    lookup.addPermission('Connect', {
      principal: new ServicePrincipal('connect.amazonaws.com'),
      sourceArn: instanceArn,
      ...accountOf(instanceArn),
    });
    return lookup;
  }

  private addFlows({ instanceArn, defaultQueueArn }: ConnectCallsSettings): CfnContactFlow {
    const association = new CfnIntegrationAssociation(this, 'Association', {
      instanceId: instanceArn,
      integrationType: 'LAMBDA_FUNCTION',
      integrationArn: this.lookup.functionArn,
    });
    const whisper = this.flow('AgentWhisper', instanceArn, 'AGENT_WHISPER', 'agent whisper', agentWhisperFlow());
    const inbound = inboundFlow({
      lookupFunction: this.lookup.functionArn,
      agentWhisperFlow: whisper.attrContactFlowArn,
      defaultQueue: defaultQueueArn,
      fallbackTable: this.fallback?.table.attrArn,
    });
    const flow = this.flow('Inbound', instanceArn, 'CONTACT_FLOW', 'inbound', inbound);
    // A flow may only name functions that belong to the instance, and columns that are there.
    for (const needed of [association, ...(this.fallback?.columns ?? [])]) flow.addResourceDependency(needed);
    return flow;
  }

  private addTests({ instanceArn, defaultQueueArn }: ConnectCallsSettings): void {
    new ConnectTests(this, 'Tests', {
      instanceArn,
      inboundFlow: this.inboundFlow.attrContactFlowArn,
      lookupFunction: this.lookup.functionArn,
      defaultQueue: defaultQueueArn,
    });
  }

  private flow(id: string, instanceArn: string, type: string, name: string, flow: Flow): CfnContactFlow {
    const stack = Stack.of(this);
    return new CfnContactFlow(this, id, {
      instanceArn,
      type,
      name: `${stack.stackName} ${name}`,
      content: stack.toJsonString(flow),
    });
  }

  private addEvents({ instanceArn, ingestion, monitoring }: ConnectCallsSettings): void {
    const lost = new DeadLetterQueue(this, 'EventDeadLetters', {
      impact: 'EventBridge could not hand on events of calls: their state is late until the contact record comes.',
      runbook: 'contact-events-dead-letters',
      monitoring,
    });
    new Rule(this, 'Events', {
      eventBus: this.eventBus,
      eventPattern: contactEventPattern(instanceArn),
      targets: [new SqsQueue(ingestion.work.queue, { deadLetterQueue: lost.queue })],
    });
    new Rule(this, 'RuleEvents', {
      eventBus: this.eventBus,
      eventPattern: ruleEventPattern(instanceArn),
      targets: [new SqsQueue(ingestion.work.queue, { deadLetterQueue: lost.queue })],
    });
  }
}

function accountOf(arn: string): { sourceAccount?: string } {
  const { account } = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME);
  return account === undefined ? {} : { sourceAccount: account };
}
