import * as z from 'zod';
import type { ResourceType } from '../../resource-type.ts';
import type { ServiceClient } from '../service-client.ts';
import { tags } from '../tags.ts';

export interface LocalQueue {
  readonly arn: string;
  readonly name: string;
  readonly url: string;
}

const count = z.union([z.number(), z.string().regex(/^\d+$/)]);

const properties = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: count.optional(),
  DelaySeconds: count.optional(),
  MessageRetentionPeriod: count.optional(),
  ReceiveMessageWaitTimeSeconds: count.optional(),
  MaximumMessageSize: count.optional(),
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: count }).optional(),
  // No meaning locally: encryption and who may use the queue as a dead-letter queue.
  RedriveAllowPolicy: z
    .strictObject({
      redrivePermission: z.enum(['allowAll', 'denyAll', 'byQueue']),
      sourceQueueArns: z.array(z.string()).optional(),
    })
    .optional(),
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: count.optional(),
  SqsManagedSseEnabled: z.boolean().optional(),
  Tags: tags,
});

type QueueProperties = z.infer<typeof properties>;

/** `AWS::SQS::Queue`. Its URL leads to our own endpoint, whose port stays: clients follow the URL, and the emulator's changes with each run. */
export function queueType(
  sqs: ServiceClient,
  endpoint: string,
  created: (queue: LocalQueue) => void,
): ResourceType<QueueProperties> {
  return {
    type: 'AWS::SQS::Queue',
    properties,
    async create({ physicalName, properties: wanted }, machine) {
      const name = wanted.QueueName ?? physicalName;
      await sqs('CreateQueue', { QueueName: name });
      const url = `${endpoint}/000000000000/${name}`;
      // Set apart from creation: what an earlier template said of an existing queue is no conflict.
      const Attributes = attributes(wanted);
      if (Object.keys(Attributes).length > 0) await sqs('SetQueueAttributes', { QueueUrl: url, Attributes });
      const arn = `arn:aws:sqs:${machine.region}:${machine.accountId}:${name}`;
      created({ arn, name, url });
      return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
  };
}

function attributes(wanted: QueueProperties): Record<string, string> {
  const { RedrivePolicy } = wanted;
  const values = {
    VisibilityTimeout: wanted.VisibilityTimeout,
    DelaySeconds: wanted.DelaySeconds,
    MessageRetentionPeriod: wanted.MessageRetentionPeriod,
    ReceiveMessageWaitTimeSeconds: wanted.ReceiveMessageWaitTimeSeconds,
    MaximumMessageSize: wanted.MaximumMessageSize,
    RedrivePolicy: RedrivePolicy && JSON.stringify(inEmulatorsAccount(RedrivePolicy)),
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** The emulator knows one account only. */
function inEmulatorsAccount(policy: NonNullable<QueueProperties['RedrivePolicy']>): object {
  return { ...policy, deadLetterTargetArn: policy.deadLetterTargetArn.replace(/:\d{12}:/, ':000000000000:') };
}
