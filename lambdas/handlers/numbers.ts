import { maxPageBodyBytes } from '../api/endpoint.ts';
import { assignNumber } from '../page-api/assign-number.ts';
import { click } from '../page-api/click.ts';
import { heartbeat } from '../page-api/heartbeat.ts';
import { clickAsk, heartbeatAsk, numberAsk } from '../page-api/page-requests.ts';
import { counters } from '../platform/counters.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { parseOr400 } from '../platform/http/problem.ts';
import { loadOriginSecret, viewerOf } from '../platform/http/viewer.ts';
import type { NumberRoute } from '../platform/names.ts';
import { containerDependencies } from './leasing/container-dependencies.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'numbers');
/** Every visitor asks here: beyond the first 32 of an hour, a container does not write its pool counts with each. */
const poolCountsToLose = 1 / 32;
const dependencies = containerDependencies(count, poolCountsToLose);

/** Serves pages: which number they show. */
export const handler = httpEdge<NumberRoute>({
  maxBodyBytes: maxPageBodyBytes,
  cors: true,
  afterEach: () => publish(Date.now()),
  routes: {
    'POST /v1/numbers': async ({ body, headers, origin, userAgent }) => {
      const ask = parseOr400(numberAsk, body ?? {});
      const [kept, originSecret] = await Promise.all([dependencies(), loadOriginSecret()]);
      const viewer = viewerOf(headers, originSecret);
      return { status: 200, body: await assignNumber(kept, { ask, origin, userAgent, viewer }) };
    },
    'POST /v1/heartbeats': async ({ body, origin }) => {
      const ask = parseOr400(heartbeatAsk, body ?? {});
      const kept = await dependencies();
      const [answer] = await Promise.all([heartbeat(kept, { ask, origin }), kept.poolCounters.flush(kept.clock())]);
      return { status: 200, body: answer };
    },
    'POST /v1/clicks': async ({ body, origin }) => {
      const ask = parseOr400(clickAsk, body ?? {});
      await click(await dependencies(), { ask, origin });
      return { status: 202, body: {} };
    },
  },
});
