import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { addressOf, bodyOf, serve } from './metered-database.ts';

/** What the functions reach besides the database, kept in memory: a queue, a bucket, secrets, executions, and the receiver of webhooks. */
export interface StandIns {
  readonly endpoint: string;
  readonly server: Server;
  /** What was sent and not taken yet. */
  readonly queue: { readonly body: string; readonly delaySeconds: number }[];
  /** Inputs of the executions that were started. */
  readonly executions: unknown[];
  readonly counts: { queueRequests: number; objectPuts: number; objectGets: number; webhooks: number };
}

interface SentMessage {
  readonly Id?: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
}

export async function startStandIns(secretValues: Readonly<Record<string, string>>): Promise<StandIns> {
  const queue: StandIns['queue'] = [];
  const executions: unknown[] = [];
  const counts = { queueRequests: 0, objectPuts: 0, objectGets: 0, webhooks: 0 };
  const secrets = new Map(Object.entries(secretValues));
  const objects = new Map<string, string>();

  const keep = ({ Id, MessageBody, DelaySeconds = 0 }: SentMessage) => {
    queue.push({ body: MessageBody, delaySeconds: DelaySeconds });
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    return { Id, MessageId: randomUUID(), MD5OfMessageBody };
  };
  const answerQueue = (operation: string, asked: SentMessage & { readonly Entries?: readonly SentMessage[] }) => {
    counts.queueRequests++;
    if (operation === 'SendMessage') return keep(asked);
    if (operation === 'SendMessageBatch') return { Successful: asked.Entries?.map(keep), Failed: [] };
    return {};
  };
  const answerSecrets = (operation: string, asked: Record<string, string>) => {
    const name = asked.SecretId ?? asked.Name ?? '';
    if (operation === 'CreateSecret' || operation === 'PutSecretValue') {
      if (operation === 'PutSecretValue' && !secrets.has(name)) return undefined;
      secrets.set(name, asked.SecretString ?? '');
      return { Name: name, VersionId: randomUUID() };
    }
    const SecretString = secrets.get(name);
    return SecretString === undefined ? undefined : { Name: name, SecretString, VersionId: '1' };
  };
  const answerObject = ({ method, url = '' }: IncomingMessage, body: string) => {
    if (method === 'PUT') {
      counts.objectPuts++;
      objects.set(url.split('?')[0]!, body);
      return '';
    }
    counts.objectGets++;
    return objects.get(url.split('?')[0]!);
  };

  const server = await serve(async (request, response) => {
    const body = await bodyOf(request);
    const [service = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const json = (answer: object | undefined, missing: string) =>
      response
        .writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify(answer ?? { __type: missing }));
    if (request.url === '/webhook') {
      counts.webhooks++;
      response.writeHead(200).end();
    } else if (service === 'AmazonSQS') json(answerQueue(operation, JSON.parse(body)), '');
    else if (service === 'AWSStepFunctions') {
      executions.push(JSON.parse(JSON.parse(body).input));
      json({ executionArn: 'e', startDate: 0 }, '');
    } else if (service === 'secretsmanager')
      json(answerSecrets(operation, JSON.parse(body)), 'ResourceNotFoundException');
    else {
      const object = answerObject(request, body);
      response.writeHead(object === undefined ? 404 : 200).end(object);
    }
  });
  return { endpoint: addressOf(server), server, queue, executions, counts };
}
