import { randomUUID } from 'node:crypto';
import { testEventBody } from '../../api/test-event.ts';
import { testResult } from '../../deliveries/test-event/send-test-event.ts';
import { invokeFunction } from '../../platform/aws/invoke-function.ts';
import { required } from '../../platform/environment.ts';
import { conflict, parseOr400 } from '../../platform/http/problem.ts';
import { env } from '../../platform/names.ts';
import { destinationOf } from './destinations.ts';
import { guarded, type ManagementHandler, type ManagementRoutes } from './guarded.ts';

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

export const destinationEventRoutes = {
  'POST /v1/destinations/{destination}/test-event': guarded(postTestEvent),
} satisfies ManagementRoutes;
