import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LocalFunction, Machine } from '../machine.ts';
import { invokeEventually } from '../services/invoke-eventually.ts';
import { AwsError } from './aws-error.ts';
import { type Answer, type HttpRequest, header, readBody } from './http-exchange.ts';

const descriptionOnly = z.strictObject({ Description: z.string().max(256) });
const functionsPath = /^\/2015-03-31\/functions(?:\/?|\/([^/]+)(?:\/(invocations|configuration))?)$/;

/** Invoke (RequestResponse, Event, DryRun), GetFunction, ListFunctions, and UpdateFunctionConfiguration of the description. */
export async function answerLambda(machine: Machine, request: HttpRequest): Promise<Answer> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const match = functionsPath.exec(path);
  if (match === null) throw unknown(request.method, path);
  const name = match[1] === undefined ? undefined : decodeURIComponent(match[1]);
  if (name === undefined) {
    if (request.method !== 'GET') throw unknown(request.method, path);
    return json({ Functions: machine.functions.list().map((found) => configuration(found)) });
  }
  const found = find(machine, name);
  if (match[2] === undefined) {
    if (request.method !== 'GET') throw unknown(request.method, path);
    return json({ Configuration: configuration(found), Code: {}, Tags: {} });
  }
  if (match[2] === 'configuration') {
    if (request.method !== 'PUT') throw unknown(request.method, path);
    return configure(found, parse(await readBody(request)));
  }
  if (request.method !== 'POST') throw unknown(request.method, path);
  return invoke(machine, found, header(request, 'x-amz-invocation-type') || 'RequestResponse', await readBody(request));
}

async function invoke(machine: Machine, found: LocalFunction, type: string, body: Buffer): Promise<Answer> {
  const version = { 'x-amz-executed-version': '$LATEST', 'x-amzn-requestid': randomUUID() };
  const event = parse(body);
  switch (type) {
    case 'DryRun':
      return { status: 204, headers: version };
    case 'Event':
      void invokeEventually(machine, found, event);
      return { status: 202, headers: version };
    case 'RequestResponse': {
      if (found.isOverloaded) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      machine.demand.note();
      const answer = await found.invoke(event);
      if (answer.ok) return json(answer.payload ?? null, version);
      return json(answer.error, { ...version, 'x-amz-function-error': 'Unhandled' });
    }
    default:
      throw new AwsError('InvalidParameterValueException', `Invocation type ${type} is not known.`);
  }
}

/** The template says what a function is; a new description changes nothing, but starts new containers, as in an account. */
function configure(found: LocalFunction, changes: unknown): Answer {
  const description = descriptionOnly.safeParse(changes);
  if (!description.success) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The local run takes changes of the Description only; all else is in the template.',
    );
  }
  found.renew();
  return json({ ...configuration(found), ...description.data, LastUpdateStatus: 'Successful' });
}

/** By name, ARN, or `account:function:name`, each with or without a qualifier. */
function find(machine: Machine, reference: string): LocalFunction {
  const name = reference.replace(/^(arn:aws:lambda:[^:]*:)?(\d{12}:)?function:/, '').replace(/:[^:]+$/, '');
  const found = machine.functions.find(reference) ?? machine.functions.find(name);
  if (found) return found;
  const arn = `arn:aws:lambda:${machine.region}:${machine.accountId}:function:${name}`;
  throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}

function configuration({ name, arn, timeoutSeconds }: LocalFunction): object {
  return {
    FunctionName: name,
    FunctionArn: arn,
    Timeout: timeoutSeconds,
    Version: '$LATEST',
    State: 'Active',
    PackageType: 'Zip',
  };
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

function json(value: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

function unknown(method: string | undefined, path: string): AwsError {
  return new AwsError('UnknownOperationException', `The local run does not answer Lambda ${method} ${path}.`, 404);
}
