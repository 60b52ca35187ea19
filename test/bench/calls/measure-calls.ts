import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { startDatabase } from '../leases/database.ts';
import { createTables, type Functions, loadFunctions, putKey } from './functions.ts';
import { type Meter, meteredDatabase, newMeter } from './metered-database.ts';
import { payloadsOf } from './payloads.ts';
import type { Consumption } from './prices.ts';
import { callerNumber, setUpShop, visit } from './shop.ts';
import { type StandIns, startStandIns } from './stand-ins.ts';

/**
 * Plays the whole life of calls with the functions of one checkout and sends what it consumed to the process that forked it:
 * `measure-calls.ts <checkout> <calls> <pools> <rules>`. A process of its own, as time goes by at its own pace in there.
 */
export interface Measured {
  readonly calls: Consumption;
  /** One sweep that finds nothing. */
  readonly idleSweep: Consumption;
  readonly webhooks: number;
  /** Longest contact record, bytes. */
  readonly record: number;
  readonly byOperation: Readonly<Record<string, number>>;
}

const [checkout = '.', calls = '10', pools = '2', rules = '1'] = process.argv.slice(2);

/** Times go by as quickly as the functions work; they are told by `Date.now`. */
const realNow = Date.now;
let ahead = 0;
Date.now = () => realNow() + ahead;
const wait = (ms: number) => {
  ahead += ms;
};

interface Stage {
  readonly functions: Functions;
  readonly standIns: StandIns;
  readonly meter: Meter;
  /** Not metered. */
  readonly documents: DynamoDBDocumentClient;
}

async function main(): Promise<void> {
  const database = await startDatabase();
  const meter = newMeter();
  const metered = await meteredDatabase(database.endpoint, meter);
  const standIns = await startStandIns({
    master: JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] }),
    origin: 'o'.repeat(64),
  });
  try {
    setEnvironment(metered.endpoint, standIns.endpoint);
    const client = database.newClient();
    const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    await createTables(checkout, client);
    await putKey(checkout, { documents, name: 'Settings' });
    const functions = await loadFunctions(checkout);
    console.log = console.info = console.warn = () => undefined;
    await setUpShop(functions, { pools: Number(pools), rules: Number(rules) }, standIns.endpoint);
    const result = await measured({ functions, standIns, meter, documents });
    process.send?.(result);
  } finally {
    database.stop();
    metered.server.close();
    standIns.server.close();
  }
  process.exit();
}

function setEnvironment(database: string, others: string): void {
  const endpoints = ['SQS', 'S3', 'SECRETS_MANAGER', 'SFN'].map((service) => [`AWS_ENDPOINT_URL_${service}`, others]);
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: database,
    ...Object.fromEntries(endpoints),
    SETTINGS_TABLE: 'Settings',
    LEASES_TABLE: 'Leases',
    VISITS_TABLE: 'Visits',
    CALLS_TABLE: 'Calls',
    MASTER_SECRET_ARN: 'master',
    ORIGIN_SECRET_ARN: 'origin',
    VISIT_DAYS: '90',
    WORK_QUEUE_URL: 'http://queue.example/111122223333/work',
    WORK_DEAD_LETTER_URL: 'http://queue.example/111122223333/dead',
    MAX_RECEIVES: '5',
    ARCHIVE_BUCKET: 'archive',
    DESTINATION_SECRET_PREFIX: 'leaseline/bench/destination',
    PRIVATE_DESTINATIONS: 'allow',
    DEFAULT_QUEUE_ARN: '',
    DELIVERY_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:push',
    EMAIL_FROM: '',
  });
}

async function measured(stage: Stage): Promise<Measured> {
  let record = 0;
  const warm = 3;
  for (let index = 0; index < warm + Number(calls); index++) {
    if (index === warm) await stage.functions.sweep({});
    // Containers live long: what they read once in their life is no cost of a call.
    const counts = index >= warm;
    // Every fifth caller has called before.
    const caller = callerNumber(index % 5 === 4 ? index - 4 : index);
    record = Math.max(record, await playCall(stage, caller, counts));
  }
  const { meter, standIns } = stage;
  // What the sweep has to look at of all of them; it looks at four times a thousand at once.
  meter.running = true;
  await stage.functions.sweep({});
  meter.running = false;
  const life = consumed(stage);
  const byOperation = Object.fromEntries([...meter.byOperation].sort(([, a], [, b]) => b - a));
  Object.assign(meter, { readUnits: 0, writeUnits: 0, running: true });
  Object.assign(standIns.counts, { queueRequests: 0, objectPuts: 0, objectGets: 0 });
  await stage.functions.sweep({});
  return { calls: life, idleSweep: consumed(stage), webhooks: standIns.counts.webhooks, record, byOperation };
}

function consumed({ meter, standIns: { counts } }: Stage): Consumption {
  const { queueRequests, objectPuts, objectGets } = counts;
  const { readUnits, writeUnits } = meter;
  return { readUnits, writeUnits, queueRequests, objectPuts, objectGets };
}

/** From the visitor's landing until nothing is left to do; answers the length of the contact record. */
async function playCall(stage: Stage, caller: string, counts: boolean): Promise<number> {
  const { functions, meter, standIns } = stage;
  const { queueRequests, objectPuts, objectGets, webhooks } = standIns.counts;
  const number = await visit(functions);
  wait(90_000);
  meter.running = counts;
  // Calls begin at a whole second, so that each costs the same: a start that is told later in another second is another start.
  wait(1000 - (Date.now() % 1000));
  const startedAt = Date.now();
  const { contactId, lookup, events, record } = payloadsOf({ startedAt, caller, number });
  wait(startedAt + 300 - Date.now());
  await functions.lookUp(lookup);
  await workOff(stage);
  for (const { after, body } of events) {
    wait(startedAt + after + 300 - Date.now());
    await deliver(stage, JSON.stringify(body));
  }
  wait(60_000);
  const data = Buffer.from(JSON.stringify(record)).toString('base64');
  const kinesis = { data, sequenceNumber: '1', approximateArrivalTimestamp: Date.now() / 1000 };
  await functions.forwardRecords({ Records: [{ kinesis }] });
  await workOff(stage);
  await pushDeliveries(stage, contactId);
  // Half an hour: what was left to be looked at later is.
  wait(1_800_000);
  await workOff(stage, true);
  meter.running = false;
  if (!counts) Object.assign(standIns.counts, { queueRequests, objectPuts, objectGets, webhooks });
  return Buffer.byteLength(JSON.stringify(record));
}

/** Hands over what lies on the queue. Messages come one by one, as on a quiet day; each is received and deleted, which SQS counts. */
async function workOff(stage: Stage, delayed = false): Promise<void> {
  const { queue } = stage.standIns;
  const later: typeof queue = [];
  for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
    if (message.delaySeconds > 0 && !delayed) later.push(message);
    else await deliver(stage, message.body, false);
  }
  queue.push(...later);
}

async function deliver({ functions, standIns }: Stage, body: string, isSent = true): Promise<void> {
  standIns.counts.queueRequests += isSent ? 3 : 2;
  const attributes = { SentTimestamp: String(Date.now()), ApproximateReceiveCount: '1' };
  const record = {
    messageId: '1',
    receiptHandle: 'r',
    body,
    attributes,
    messageAttributes: {},
    eventSource: 'aws:sqs',
  };
  const { batchItemFailures } = (await functions.recordCall({ Records: [record] })) as {
    batchItemFailures: readonly unknown[];
  };
  if (batchItemFailures.length > 0) throw new Error('a message failed');
}

/** What the stream and the state machine do: executions start from what the call's partition holds, and attempt until they are done. */
async function pushDeliveries({ functions, standIns, documents }: Stage, call: string): Promise<void> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: 'Calls',
      KeyConditionExpression: 'pk = :call',
      ExpressionAttributeValues: { ':call': `CALL#${call}` },
    }),
  );
  const images = Items.map((item) => marshall(item, { removeUndefinedValues: true }));
  await functions.startDeliveries({
    Records: images.map((NewImage, index) => ({ dynamodb: { SequenceNumber: String(index), NewImage } })),
  });
  const started = standIns.executions.splice(0);
  if (started.length !== 3) throw new Error(`${started.length} deliveries instead of 3`);
  for (const input of started) {
    const { next } = (await functions.attemptDelivery(input)) as { next: string };
    if (next !== 'done') throw new Error(`a delivery is not done but: ${next}`);
  }
}

await main();
