import { randomUUID } from 'node:crypto';
import { testEventBody } from '../../../api/destination-tests.ts';
import { testWayOf } from '../../../deliveries/destinations/describe-type.ts';
import { destinations } from '../../../deliveries/destinations/registry.ts';
import { type Test, type TestResult, testResult } from '../../../deliveries/trial/send-test.ts';
import { invokeFunction } from '../../../platform/aws/invoke-function.ts';
import { required } from '../../../platform/environment.ts';
import { conflict, parseOr400 } from '../../../platform/http/problem.ts';
import { env } from '../../../platform/names.ts';
import type { StoredDestination } from '../../../settings/destinations/stored-destination.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { destinationOf, webhookOf } from './destinations.ts';

const postTest: ManagementHandler = async (request, client) => {
  const destination = await destinationOf(request, client);
  const { type, paused } = destination;
  const kind = destinations.get(type);
  const test = kind && testWayOf(kind);
  if (test === undefined) throw conflict(`a destination of type ${type} cannot be tried out: ${noWay}`);
  if (paused !== undefined) {
    const { why, detail } = paused;
    throw conflict(`the destination is paused (${why}: ${detail}): give it new settings, or resume it, and try again`);
  }
  const id = `test-${randomUUID()}`;
  return { status: 200, body: { id, test, ...(await tryOut(destination, { id })) } };
};

const noWay =
  'whatever it were sent would count; to see what is sent, give it an endpoint of your own, and take that away afterwards';

const postTestEvent: ManagementHandler = async (request, client) => {
  const { type } = parseOr400(testEventBody, request.body);
  const id = `test-${randomUUID()}`;
  const { passed: delivered, detail, status } = await tryOut(await webhookOf(request, client), { id, type });
  const answer = { id: `${id}_1`, type, delivered, status, ...(!delivered && { detail }) };
  return { status: 200, body: answer };
};

/** The function that sends does it: this one never reads a secret. */
async function tryOut({ id: destination, site }: StoredDestination, test: Test): Promise<TestResult> {
  const payload = { test: { destination, site, ...test } };
  return testResult.parse(await invokeFunction(required(env.attemptFunction), payload));
}

export const destinationTestRoutes = {
  'POST /v1/destinations/{destination}/test': postTest,
  'POST /v1/destinations/{destination}/test-event': postTestEvent,
} satisfies ManagementRoutes;
