import { consentAnswer, consentAsk } from '../page-api/consent-endpoint.ts';
import type { ConsentRoute } from '../platform/names.ts';
import type { CallShape } from './endpoint.ts';

/** The call that a web page makes when its visitor says what may be kept. */
export const consentCalls: Readonly<Record<ConsentRoute, CallShape>> = {
  'POST /v1/consents': { body: consentAsk, status: [200], answer: consentAnswer, problems: [401, 403, 429] },
};
