import { consentAnswer, consentAsk } from '../page-api/consent-endpoint.ts';
import { clickAnswer, heartbeatAnswer, numberAnswer } from '../page-api/page-answers.ts';
import { clickAsk, heartbeatAsk, numberAsk } from '../page-api/page-requests.ts';
import type { PageRoute } from '../platform/names.ts';
import type { Endpoint } from './endpoint.ts';

/** What web pages ask; no key. The functions that pages meet do not load these words. */
export const pageEndpoints = {
  'POST /v1/numbers': {
    id: 'askForNumber',
    summary: 'Ask which number to show',
    description:
      'The `Origin`, where a browser sends one, must be one of the site. Tokens that cannot be verified are ignored.',
    body: numberAsk,
    status: [200],
    answer: numberAnswer,
    problems: [403, 404],
    example: {
      body: { siteKey: 'pk_shop', pageUrl: 'https://shop.example/?gclid=abc&utm_campaign=spring' },
    },
  },
  'POST /v1/heartbeats': {
    id: 'reportActivity',
    summary: 'Report an active visitor, or ask whether the number is still held',
    body: heartbeatAsk,
    status: [200],
    answer: heartbeatAnswer,
    problems: [401, 403],
  },
  'POST /v1/clicks': {
    id: 'reportClick',
    summary: 'Report a click on the number',
    body: clickAsk,
    status: [202],
    answer: clickAnswer,
    problems: [401, 403],
  },
  'POST /v1/consents': {
    id: 'sayConsent',
    summary: 'Say what the visitor allows from now on',
    description:
      'Without `analytics` the visitor and their visits are forgotten at once, and the answer names the number to show instead. ' +
      'Without `ads` their click ids are, and the answer has the token to use from now on.',
    body: consentAsk,
    status: [200],
    answer: consentAnswer,
    problems: [401, 403, 429],
  },
} satisfies Partial<Record<PageRoute, Endpoint>>;
