import * as z from 'zod';
import { type PriceName, prices } from './prices.ts';

/** What one resource costs in a month in which nobody comes. */
export interface ResourceCost {
  readonly id: string;
  readonly type: string;
  /** How many of what, in words. */
  readonly why: string;
  readonly dollars: number;
}

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const templateOf = z.looseObject({ Resources: z.record(z.string(), resource) });
type Properties = z.infer<typeof resource>['Properties'];

/** The pollers of Lambda ask an empty queue in so many connections, each waiting 20 s for an answer. */
const queuePollers = 5;
const pollSeconds = 20;

const secondsOfMonth = prices.hoursOfMonth * 3600;

/** Types of which something is paid for without use. */
const priced: Readonly<
  Record<string, (properties: Properties) => { readonly why: string; readonly dollars: number } | undefined>
> = {
  'AWS::CloudWatch::Alarm': (properties) => {
    const { Metrics } = z
      .looseObject({ Metrics: z.array(z.looseObject({ MetricStat: z.unknown().optional() })).optional() })
      .parse(properties);
    const count = Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
    return { why: count === 1 ? '1 metric' : `${count} metrics`, dollars: count * priceOf('alarmMetric') };
  },
  'AWS::SecretsManager::Secret': () => ({ why: '1 secret', dollars: priceOf('secret') }),
  'AWS::Kinesis::Stream': (properties) => {
    const { ShardCount } = z.looseObject({ ShardCount: z.number() }).parse(properties);
    return { why: `${ShardCount} shard by the hour`, dollars: ShardCount * prices.hoursOfMonth * priceOf('shardHour') };
  },
  'AWS::Lambda::EventSourceMapping': (properties) => {
    // Streams of DynamoDB and Kinesis are read without a charge of their own; a queue is paid by the request, also by one that finds it empty.
    if (!JSON.stringify(properties.EventSourceArn).includes('Queue')) return undefined;
    const requests = (queuePollers * secondsOfMonth) / pollSeconds;
    return {
      why: `${Math.round(requests / 1000)},000 looks into an empty queue`,
      dollars: (requests / 1_000_000) * priceOf('queueRequests'),
    };
  },
  'AWS::Events::Rule': (properties) => {
    const { ScheduleExpression } = z.looseObject({ ScheduleExpression: z.string().optional() }).parse(properties);
    const minutes = Number(/^rate\((\d+) minutes?\)$/.exec(ScheduleExpression ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(minutes)) return undefined;
    const runs = secondsOfMonth / 60 / minutes;
    // A run that finds nothing takes less than half a second of half a GB.
    const dollars = (runs / 1_000_000) * priceOf('functionRequests') + runs * 0.25 * priceOf('functionSeconds');
    return { why: `${Math.round(runs)} runs of its function`, dollars };
  },
};

/** Types that cost by use, by what is stored or not at all: nothing as long as nobody comes. */
const free = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CDK::Metadata',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Connect::ContactFlow',
  'AWS::Connect::DataTable',
  'AWS::Connect::DataTableAttribute',
  'AWS::Connect::InstanceStorageConfig',
  'AWS::Connect::IntegrationAssociation',
  'AWS::Connect::TestCase',
  'AWS::DynamoDB::Table',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Route53::RecordSet',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::StepFunctions::StateMachine',
  'Custom::CDKBucketDeployment',
]);

/**
 * What a template costs by the month if nobody comes, the dearest first.
 * @throws for a type of which nobody has said what it costs
 */
export function idleCosts(template: unknown): ResourceCost[] {
  const { Resources } = templateOf.parse(template);
  const costs = Object.entries(Resources).flatMap(([id, { Type: type, Properties }]): ResourceCost[] => {
    const cost = priced[type]?.(Properties);
    if (priced[type] === undefined && !free.has(type))
      throw new Error(`${id}: what an ${type} costs is not in bin/cost/idle-cost.ts`);
    return cost === undefined ? [] : [{ id, type, ...cost }];
  });
  return costs.toSorted((one, other) => other.dollars - one.dollars || one.id.localeCompare(other.id));
}

export function sumOf(costs: readonly ResourceCost[]): number {
  return costs.reduce((sum, { dollars }) => sum + dollars, 0);
}

/** As a table: resource, why, dollars; the sum of each type, and of all. */
export function describeCosts(title: string, costs: readonly ResourceCost[]): string {
  const types = [...new Set(costs.map(({ type }) => type))];
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length)) + 2;
  const [whatWidth, whyWidth] = [widest(costs.map(({ id }) => `  ${id}`)), widest(costs.map(({ why }) => why))];
  const line = (what: string, why: string, dollars: number) =>
    `${what.padEnd(whatWidth)}${why.padEnd(whyWidth)}${dollars.toFixed(2).padStart(7)}`;
  const sections = types
    .map((type) => ({ type, own: costs.filter((cost) => cost.type === type) }))
    .toSorted((one, other) => sumOf(other.own) - sumOf(one.own))
    .map(({ type, own }) => [
      line(type, '', sumOf(own)),
      ...own.map(({ id, why, dollars }) => line(`  ${id}`, why, dollars)),
    ]);
  return [title, '', ...sections.flat(), '', line('Sum', '', sumOf(costs))].join('\n');
}

function priceOf(name: PriceName): number {
  return prices.lines[name].dollars;
}
