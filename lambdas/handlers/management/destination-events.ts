import { randomUUID } from 'node:crypto';
import { replayBody } from '../../api/replay.ts';
import { testEventBody } from '../../api/test-event.ts';
import { readWholeCall } from '../../calls/call-links-store.ts';
import { logKeyForm } from '../../calls/log-key.ts';
import { redriveDelivery } from '../../deliveries/delivery-redrive-store.ts';
import { testResult } from '../../deliveries/test-event/send-test-event.ts';
import { readLog } from '../../journal/call-log-store.ts';
import { mostReplayedCalls, replayEvents } from '../../journal/replay/replay-events.ts';
import { invokeFunction } from '../../platform/aws/invoke-function.ts';
import { required } from '../../platform/environment.ts';
import { sortKeyOf } from '../../platform/http/list-page.ts';
import { conflict, parseOr400 } from '../../platform/http/problem.ts';
import { env } from '../../platform/names.ts';
import { destinationOf } from './destinations.ts';
import { guarded, type ManagementHandler, type ManagementRoutes } from './guarded.ts';
import { itemsOf } from './one-call.ts';
import { callsTable } from './tables.ts';

/** The function that sends does it: this one never reads a secret. */
const postTestEvent: ManagementHandler = async (request, client) => {
  const { type } = parseOr400(testEventBody, request.body);
  const destination = await destinationOf(request, client);
  if (destination.type !== 'webhook') throw conflict(`a destination of type ${destination.type} is told no events`);
  const id = `test-${randomUUID()}`;
  const test = { destination: destination.id, site: destination.site, type, id };
  const result = testResult.parse(await invokeFunction(required(env.attemptFunction), { test }));
  return { status: 200, body: { id: `${id}_1`, type, ...result } };
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
  'POST /v1/destinations/{destination}/replay': guarded(postReplay),
  'POST /v1/destinations/{destination}/test-event': guarded(postTestEvent),
} satisfies ManagementRoutes;
