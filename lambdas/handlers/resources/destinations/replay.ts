import { replayBody } from '../../../api/replay.ts';
import { readWholeCall } from '../../../calls/call-links-store.ts';
import { logKeyForm } from '../../../calls/log-key.ts';
import { redriveDelivery } from '../../../deliveries/delivery-redrive-store.ts';
import { itemsOfWhole } from '../../../deliveries/read-conversion-items.ts';
import { readLog } from '../../../journal/call-log-store.ts';
import { mostReplayedCalls, replayEvents } from '../../../journal/replay/replay-events.ts';
import { sortKeyOf } from '../../../platform/http/list-page.ts';
import { parseOr400 } from '../../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable } from '../tables.ts';
import { timeUp } from '../time-up.ts';
import { webhookOf } from './destinations.ts';

/** ms */
const replayMs = 15_000;

const postReplay: ManagementHandler = async (request, client, now) => {
  const { from, to, types, cursor } = parseOr400(replayBody, request.body);
  const { id: destination, site } = await webhookOf(request, client);
  const range = { site, from: Date.parse(from), to: to === undefined ? now : Date.parse(to) };
  const before = cursor === undefined ? undefined : sortKeyOf(cursor, logKeyForm);
  const calls = callsTable();
  const walk = readLog(calls, range, { before, firstRead: mostReplayedCalls + 1 });
  const body = await replayEvents(
    walk,
    { destination, types },
    {
      itemsOf: async (call) => itemsOfWhole(await readWholeCall(calls, call)),
      sendAgain: async (delivery) =>
        (await redriveDelivery(calls, delivery, now, { evenDelivered: true })) === 'redriven',
      isTimeUp: timeUp(now, replayMs),
    },
  );
  return { status: 200, body };
};

export const replayRoutes = { 'POST /v1/destinations/{destination}/replay': postReplay } satisfies ManagementRoutes;
