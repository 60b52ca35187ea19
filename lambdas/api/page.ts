import { consentAnswer, consentAsk } from '../page-api/consent-endpoint.ts';
import { identifyAnswer, identifyAsk } from '../page-api/identify.ts';
import { clickAnswer, heartbeatAnswer, numberAnswer } from '../page-api/page-answers.ts';
import { clickAsk, heartbeatAsk, numberAsk } from '../page-api/page-requests.ts';
import { phoneCodeAnswer, phoneCodeAsk } from '../page-api/phone-codes/phone-code-endpoint.ts';
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
  'POST /v1/visitor-identities': {
    id: 'identifyVisitor',
    summary: 'Say who the visitor is, as the page knows it',
    description:
      'Orders of the e-mail address then find the calls of the visitor. Of the address a keyed hash is kept, nothing else; `ids` are kept with ' +
      'the visit. `recipient`, the token in `siteQuery` of a mail’s link by which the visitor came, makes the visitor that recipient, who has to allow `analytics`. ' +
      '`kept` is false where nothing was: of a visitor who withdrew, or where all that was said is a token that was altered, or names no recipient of this site.',
    body: identifyAsk,
    status: [200],
    answer: identifyAnswer,
    problems: [401, 403],
  },
  'POST /v1/phone-codes': {
    id: 'givePhoneCode',
    summary: 'Get the code that the visitor says on the phone',
    description:
      'It links this visit to the call in which it is keyed in, said to an agent or named by an order. A visit keeps its code: who asks again ' +
      'before it ends has it for longer. 404 where nothing is kept of the visit, so nobody has a code without consent to analytics.',
    body: phoneCodeAsk,
    status: [200],
    answer: phoneCodeAnswer,
    problems: [401, 403, 404, 429],
  },
} satisfies Partial<Record<PageRoute, Endpoint>>;
