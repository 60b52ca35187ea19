import { clickAsk } from '../page-api/click-endpoint.ts';
import { heartbeatAsk } from '../page-api/heartbeat-endpoint.ts';
import { numberAsk } from '../page-api/number-endpoint.ts';
import { clickAnswer, heartbeatAnswer, numberAnswer } from '../page-api/page-answers.ts';
import type { NumberRoute } from '../platform/names.ts';
import type { CallShape } from './endpoint.ts';

/** The calls that a web page makes for its number. */
export const numberCalls: Readonly<Record<NumberRoute, CallShape>> = {
  'POST /v1/numbers': { body: numberAsk, status: [200], answer: numberAnswer, problems: [403, 404] },
  'POST /v1/heartbeats': { body: heartbeatAsk, status: [200], answer: heartbeatAnswer, problems: [401, 403] },
  'POST /v1/clicks': { body: clickAsk, status: [202], answer: clickAnswer, problems: [401, 403] },
};
