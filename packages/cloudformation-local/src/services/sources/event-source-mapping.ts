import type { LocalFunction, Machine } from '../../machine.ts';
import type { ResourceRequest, ResourceType } from '../../resource-type.ts';
import { StartProblem } from '../../start-problem.ts';
import type { LocalQueue } from '../queues/queue.ts';
import { pollQueue } from '../queues/queue-poller.ts';
import type { ServiceClient } from '../service-client.ts';
import type { CheckPoints } from './check-points.ts';
import { type DestinationServices, failureDestination } from './failure-destination.ts';
import { type MappingProperties, mappingProperties } from './mapping-properties.ts';
import { recordFilter } from './record-filter.ts';
import { pollStream } from './stream-poller.ts';
import type { StreamSource } from './stream-source.ts';

export interface Sources extends DestinationServices {
  readonly sqs: ServiceClient;
  readonly checkPoints: CheckPoints;
  findQueue(arn: string): LocalQueue | undefined;
  findStream(arn: string): StreamSource | undefined;
}

type Request = ResourceRequest<MappingProperties>;

/** `AWS::Lambda::EventSourceMapping` of queues, table streams and Kinesis streams. */
export function eventSourceMappingType(sources: Sources): ResourceType<MappingProperties> {
  return {
    type: 'AWS::Lambda::EventSourceMapping',
    properties: mappingProperties,
    async create(request, machine) {
      const { region, accountId } = machine;
      const id = request.physicalName;
      if (request.properties.Enabled) connect(request, machine, sources);
      const arn = `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${id}`;
      return { ref: id, attributes: { Id: id, EventSourceMappingArn: arn } };
    },
  };
}

function connect(request: Request, machine: Machine, sources: Sources): void {
  const { physicalName: id, properties } = request;
  const target = () => targetOf(request, machine);
  // Looked for once all resources exist, so that a wrong name fails the start and not the first message. What waits in a queue or stream may wait.
  machine.afterCreation(() => target().giveWay());
  const passes = filterOf(request);
  const queue = sources.findQueue(properties.EventSourceArn);
  if (queue) return pollQueue(machine, sources.sqs, { queue, target, properties, passes });
  const source = sources.findStream(properties.EventSourceArn);
  if (source === undefined) {
    throw problem(request, 'EventSourceArn', `there is no queue or stream ${properties.EventSourceArn}`);
  }
  const destination = properties.DestinationConfig?.OnFailure?.Destination;
  const onFailure = destination === undefined ? undefined : failureDestination(destination, id, sources);
  if (destination !== undefined && onFailure === undefined) {
    throw problem(request, 'DestinationConfig.OnFailure.Destination', `the local run cannot send to ${destination}`);
  }
  pollStream(machine, sources.checkPoints, { id, source, target, properties, passes, onFailure });
}

function targetOf(request: Request, machine: Machine): LocalFunction {
  const name = request.properties.FunctionName;
  const found = machine.functions.find(name);
  if (found) return found;
  throw problem(request, 'FunctionName', `there is no function ${name}`);
}

function filterOf(request: Request) {
  try {
    return recordFilter(request.properties.FilterCriteria);
  } catch (error) {
    throw problem(request, 'FilterCriteria', error instanceof Error ? error.message : String(error));
  }
}

function problem({ logicalId }: Request, property: string, what: string): StartProblem {
  return new StartProblem([`Resource ${logicalId} (AWS::Lambda::EventSourceMapping): ${property}: ${what}.`]);
}
