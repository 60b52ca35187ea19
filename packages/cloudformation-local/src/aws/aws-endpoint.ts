import { diskProblem } from '../disk-problem.ts';
import { dynamoDBFault, faultBody, hasDynamoDBFaults } from '../faults/dynamodb-faults.ts';
import type { Machine } from '../machine.ts';
import { type Address, addressOf } from './addressed-service.ts';
import { AwsError } from './aws-error.ts';
import { type HttpRequest, type HttpResponse, header, readBody, send } from './http-exchange.ts';
import { answerJson, type JsonApi, jsonHeaders } from './json-api.ts';
import { answerLambda } from './lambda-api.ts';
import { proxy, proxyChanged } from './proxy.ts';
import { listenOnSharedPort } from './shared-port.ts';
import { headersOfLink, isLinkThatIsOpened, isSignedLink, verifyLink } from './signed-link.ts';
import { isFromWebPage, isLoopbackHost } from './web-page.ts';

/** Who answers: emulators by their addresses, the services of our own by their operations. */
export interface Backends {
  readonly dynamodb: string;
  readonly queuesAndBuckets: string;
  /** Called after each request to S3 was answered. */
  onBucketRequest(request: HttpRequest, response: HttpResponse): void;
  /** Starts the mail emulator when it is needed first. */
  mail(): Promise<string>;
  /** Called after each mail, before its sender gets the answer. */
  keepMail(): Promise<void>;
  /** By the name that a signature's credential scope uses. */
  readonly apis: Readonly<Record<string, JsonApi>>;
}

/** Serves every AWS API of the local run on one loopback port; gives the port, which is another one only if 0 was asked for. */
export async function serveAws(machine: Machine, port: number, backends: Backends): Promise<number> {
  const shared = await listenOnSharedPort(port, (request, response) => {
    void answer(machine, backends, request, response).catch((error: unknown) =>
      fail(machine, request, response, error),
    );
  });
  machine.onStop(() => shared.close());
  return shared.port;
}

async function answer(machine: Machine, backends: Backends, request: HttpRequest, response: HttpResponse) {
  if (!isLoopbackHost(header(request, 'host') || header(request, ':authority'))) {
    throw new AwsError('AccessDeniedException', 'This address answers to localhost only.', 403);
  }
  const address = addressOf(request);
  if (isFromWebPage(request.headers) && !(address?.service === 's3' && isLinkThatIsOpened(request))) {
    const message =
      'This address answers AWS clients, not web pages, but for signed links that pages of localhost open.';
    throw new AwsError('AccessDeniedException', message, 403);
  }
  if (address === undefined) {
    throw new AwsError('MissingAuthenticationTokenException', 'The request is not signed and names no service.', 403);
  }
  switch (address.service) {
    case 'dynamodb':
      return answerDynamoDB(machine, backends.dynamodb, address, request, response);
    case 'sqs':
      return answerQueues(machine, backends.queuesAndBuckets, address, request, response);
    case 's3':
      await answerBucket(machine, backends.queuesAndBuckets, request, response);
      return backends.onBucketRequest(request, response);
    case 'sts':
      return proxy(backends.queuesAndBuckets, request, response);
    case 'ses':
      return answerMail(machine, backends, request, response);
    case 'lambda':
      return send(response, await answerLambda(machine, request));
  }
  const api = backends.apis[address.service];
  if (api === undefined) {
    const what = `${address.service} ${address.operation || new URL(request.url ?? '/', 'http://localhost').pathname}`;
    throw new AwsError('UnknownOperationException', `The local run does not answer ${what}.`);
  }
  send(response, await answerJson(address.service, api, address.operation, await readBody(request)));
}

/** Of S3 signed links are verified alone: they are all that their bearer has to show. */
async function answerBucket(machine: Machine, endpoint: string, request: HttpRequest, response: HttpResponse) {
  if (!isSignedLink(request)) return proxy(endpoint, request, response);
  const { AWS_ACCESS_KEY_ID: id = '', AWS_SECRET_ACCESS_KEY: secret = '' } = machine.clientEnvironment;
  verifyLink(request, { id, secret }, Date.now());
  return proxy(endpoint, request, response, { answerHeaders: headersOfLink(request) });
}

async function answerDynamoDB(
  { faults }: Machine,
  endpoint: string,
  { operation }: Address,
  request: HttpRequest,
  response: HttpResponse,
): Promise<void> {
  if (!hasDynamoDBFaults(faults)) return proxy(endpoint, request, response);
  const body = await readBody(request);
  const fault = dynamoDBFault(faults, { operation, body }, Math.random);
  if (fault === undefined) return proxy(endpoint, request, response, { body });
  send(response, { status: fault.error.status, headers: jsonHeaders, body: faultBody(fault) });
}

/** A mail is kept before its sender hears that it was sent. */
async function answerMail({ region }: Machine, backends: Backends, request: HttpRequest, response: HttpResponse) {
  const emulator = await backends.mail();
  if (request.method !== 'POST') return proxy(emulator, request, response);
  const change = async (text: string) => {
    await backends.keepMail();
    return text;
  };
  await proxyChanged(emulator, request, response, { region, change });
}

const answersWithUrls = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues', 'ListDeadLetterSourceQueues']);

/**
 * A queue's URL keeps the port of the run that created it, and clients follow the URL: each answer gets the present one.
 * The emulator keeps queues apart by the region of the signature; here all clients mean the one region of the stack.
 */
async function answerQueues(
  { region }: Machine,
  endpoint: string,
  { operation }: Address,
  request: HttpRequest,
  response: HttpResponse,
): Promise<void> {
  if (!answersWithUrls.has(operation)) return proxy(endpoint, request, response);
  const host = header(request, 'host') || header(request, ':authority');
  const change = (text: string) => text.replace(/"http:\/\/[^/"]+\/(\d{12})\//g, `"http://${host}/$1/`);
  await proxyChanged(endpoint, request, response, { region, change });
}

function fail(machine: Machine, request: HttpRequest, response: HttpResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!(error instanceof AwsError)) machine.log.warn(`AWS endpoint: ${String(error)}`);
  const { type, message, status } =
    error instanceof AwsError
      ? error
      : new AwsError('InternalFailure', diskProblem(error) ?? 'The local run failed to answer.', 500);
  send(response, {
    status,
    headers: {
      // Of what a browser does not know it makes a download, which nobody reads.
      ...(isFromWebPage(request.headers) ? { 'content-type': 'application/json' } : jsonHeaders),
      'x-amzn-errortype': type,
    },
    body: JSON.stringify({ __type: type, message, Message: message }),
  });
}
