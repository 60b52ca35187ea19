import { serveAws } from '../aws/aws-endpoint.ts';
import { eventsApi } from '../aws/events-api.ts';
import { kinesisApi } from '../aws/kinesis-api.ts';
import { secretsApi } from '../aws/secrets-api.ts';
import { statesApi } from '../aws/states-api.ts';
import { hasDynamoDBFaults } from '../faults/dynamodb-faults.ts';
import type { Machine } from '../machine.ts';
import type { ResourceType } from '../resource-type.ts';
import type { LookUpSecret } from '../secret-reference.ts';
import { type DynamoDBOptions, dynamoDB } from './dynamodb/dynamodb.ts';
import { tableStream } from './dynamodb/table-stream.ts';
import { eventBuses, eventBusType } from './events/event-bus.ts';
import { ruleType } from './events/rule.ts';
import { findTarget } from './events/target.ts';
import { recordLog } from './kinesis/record-log.ts';
import { kinesisSource, type LocalStream, streamType } from './kinesis/stream.ts';
import { lazyMail } from './mail/mail.ts';
import { type LocalQueue, queueType } from './queues/queue.ts';
import { secretType } from './secrets/secret.ts';
import { openSecrets } from './secrets/secret-file.ts';
import { lookUpIn } from './secrets/secret-version.ts';
import { serviceClient } from './service-client.ts';
import { checkPoints } from './sources/check-points.ts';
import { eventSourceMappingType } from './sources/event-source-mapping.ts';
import { openStateDatabase } from './state-database.ts';
import { executionLog } from './states/execution-log.ts';
import { executions } from './states/executions.ts';
import { stateMachineType } from './states/state-machine.ts';
import { bucketType } from './storage/bucket.ts';
import { bucketDeploymentType } from './storage/bucket-deployment.ts';
import { objectCreated } from './storage/object-created.ts';
import { s3Client } from './storage/s3-client.ts';

export interface Services {
  readonly resourceTypes: readonly ResourceType<unknown>[];
  /** For the template's dynamic references. */
  readonly lookUpSecret: LookUpSecret;
}

export interface ServiceOptions extends DynamoDBOptions {
  /** 0 takes a free one; `machine.clientEnvironment` tells it. */
  readonly awsPort: number;
  readonly keepMail?: (emulator: string) => Promise<void>;
}

/**
 * Starts everything that stands for an AWS service on this machine, and the endpoint where clients find it.
 * Fails when another run uses the data folder or the port.
 */
export async function startServices(machine: Machine, options: ServiceOptions): Promise<Services> {
  const { region } = machine;
  const state = openStateDatabase(machine.dataDirectory, options.optionNames?.dataDirectory);
  machine.onStop(() => state.close());
  // Loaded when it is needed: whoever only wants to answer a request has no use for it.
  const { startQueuesAndBuckets } = await import('./queues-and-buckets.ts');
  const [tables, queuesAndBuckets] = await Promise.all([dynamoDB(machine, options), startQueuesAndBuckets(machine)]);
  const secrets = openSecrets(machine.dataDirectory);
  const mail = lazyMail(machine);
  const keepMail = async () => options.keepMail?.(await mail());
  const s3 = s3Client(queuesAndBuckets, region);
  const sqs = serviceClient({ endpoint: queuesAndBuckets, target: 'AmazonSQS', service: 'sqs', region });

  const queues = new Map<string, LocalQueue>();
  const streams = new Map<string, LocalStream>();
  const records = recordLog(state);
  const buses = eventBuses();
  const runs = executionLog(state);
  const states = executions(machine, runs);
  const events = eventsApi(machine, buses);
  const apis = {
    events,
    kinesis: kinesisApi(records, () => [...streams.values()]),
    secretsmanager: secretsApi(machine, secrets),
    states: statesApi(states, runs),
  };
  const port = await serveAws(machine, options.awsPort, {
    dynamodb: tables.endpoint,
    queuesAndBuckets,
    onBucketRequest: (request, response) => {
      const event = objectCreated(machine, request, response);
      if (event !== undefined) buses.put('default', event);
    },
    mail,
    keepMail,
    apis,
  });
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(machine.clientEnvironment, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: queuesAndBuckets,
    // The way through our endpoint costs time, and is needed for faults only.
    ...(hasDynamoDBFaults(machine.faults) ? {} : { AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint }),
  });

  const sendMessage = (arn: string, MessageBody: string) => {
    const queue = queues.get(arn);
    return queue && sqs('SendMessage', { QueueUrl: queue.url, MessageBody });
  };
  const target = findTarget(machine, (arn) => {
    if (queues.has(arn)) return async (text) => sendMessage(arn, text);
    return states.machines.some((known) => known.arn === arn) ? async (text) => states.start(arn, text) : undefined;
  });
  const findStream = (arn: string) => {
    const stream = streams.get(arn);
    if (stream) return kinesisSource(records, stream, region);
    const emulatorArn = tables.tables.find(({ streamArn }) => streamArn === arn)?.emulatorStreamArn;
    return emulatorArn === undefined ? undefined : tableStream(tables.streams, { arn, emulatorArn, region });
  };
  const sources = {
    sqs,
    s3,
    sendMessage,
    checkPoints: checkPoints(state),
    findQueue: (arn: string) => queues.get(arn),
    findStream,
  };
  const taskServices = {
    sendMessage: (input: object) => sqs('SendMessage', input),
    putEvents: async (Entries: readonly unknown[]) => events.PutEvents?.run({ Entries }),
  };
  const resourceTypes: readonly ResourceType<unknown>[] = [
    ...tables.resourceTypes,
    bucketType(s3),
    bucketDeploymentType(s3),
    secretType(secrets),
    queueType(sqs, endpoint, (queue) => queues.set(queue.arn, queue)),
    streamType(records, (stream) => streams.set(stream.arn, stream)),
    eventSourceMappingType(sources),
    eventBusType(buses),
    ruleType(buses, target),
    stateMachineType(states, taskServices),
  ];
  return { resourceTypes, lookUpSecret: lookUpIn(secrets) };
}
