import { randomUUID } from 'node:crypto';
import { testEventBody } from '../../api/destination-tests.ts';
import { replayBody } from '../../api/replay.ts';
import { readWholeCall } from '../../calls/call-links-store.ts';
import { logKeyForm } from '../../calls/log-key.ts';
import { redriveDelivery } from '../../deliveries/delivery-redrive-store.ts';
import { testWayOf } from '../../deliveries/destinations/describe-type.ts';
import { destinations } from '../../deliveries/destinations/registry.ts';
import { type Test, type TestResult, testResult } from '../../deliveries/trial/send-test.ts';
import { readLog } from '../../journal/call-log-store.ts';
import { mostReplayedCalls, replayEvents } from '../../journal/replay/replay-events.ts';
import { invokeFunction } from '../../platform/aws/invoke-function.ts';
import { required } from '../../platform/environment.ts';
import { sortKeyOf } from '../../platform/http/list-page.ts';
import { conflict, parseOr400 } from '../../platform/http/problem.ts';
import { env } from '../../platform/names.ts';
import type { StoredDestination } from '../../settings/destinations/stored-destination.ts';
import { destinationOf } from './destinations.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { itemsOf } from './one-call.ts';
import { callsTable } from './tables.ts';

/** The function that sends does it: this one never reads a secret. */
async function tryOut({ id: destination, site }: StoredDestination, test: Test): Promise<TestResult> {
  const payload = { test: { destination, site, ...test } };
  return testResult.parse(await invokeFunction(required(env.attemptFunction), payload));
}

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
  const destination = await destinationOf(request, client);
  if (destination.type !== 'webhook') throw conflict(`a destination of type ${destination.type} is told no events`);
  const id = `test-${randomUUID()}`;
  const { passed: delivered, detail, status } = await tryOut(destination, { id, type });
  const answer = { id: `${id}_1`, type, delivered, status, ...(!delivered && { detail }) };
  return { status: 200, body: answer };
};

/** The gateway waits for 30 s, ms. */
const replayMs = 15_000;

const postReplay: ManagementHandler = async (request, client, now) => {
  const { from, to, types, cursor } = parseOr400(replayBody, request.body);
  const destination = await destinationOf(request, client);
  if (destination.type !== 'webhook') throw conflict(`a destination of type ${destination.type} is told no events`);
  const range = { site: destination.site, from: Date.parse(from), to: to === undefined ? now : Date.parse(to) };
  const before = cursor === undefined ? undefined : sortKeyOf(cursor, logKeyForm);
  const calls = callsTable();
  const body = await replayEvents(
    readLog(calls, range, { before, firstRead: mostReplayedCalls + 1 }),
    { destination: destination.id, types },
    {
      itemsOf: async (call) => itemsOf(await readWholeCall(calls, call)),
      sendAgain: async (delivery) =>
        (await redriveDelivery(calls, delivery, now, { evenDelivered: true })) === 'redriven',
      isTimeUp: () => Date.now() - now > replayMs,
    },
  );
  return { status: 200, body };
};

export const destinationEventRoutes = {
  'POST /v1/destinations/{destination}/replay': postReplay,
  'POST /v1/destinations/{destination}/test': postTest,
  'POST /v1/destinations/{destination}/test-event': postTestEvent,
} satisfies ManagementRoutes;
