import type { CallLinkRoute, CallPictureRoute } from '../platform/names.ts';
import { linkAnswer, linkAsk } from '../recipients/call-link/link-answers.ts';
import { pictureQuery } from '../recipients/call-link/picture/picture-request.ts';
import type { Endpoint } from './endpoint.ts';

/** What is behind the links in mails to recipients: a page for people, and its script. */
export const callLinkEndpoints = {
  'GET /c/{token}': {
    id: 'showCallLink',
    summary: 'Show the number of a recipient, on phones as a button',
    description:
      'Changes nothing, so programs that follow the links in mails do no harm. 410 once the time of the recipient is over, 404 for a link that is ' +
      'nobody’s; both pages show the default number of the pool that the link names.',
    status: [200, 404, 410, 500],
    file: 'text/html',
    problems: [],
  },
  'HEAD /c/{token}': {
    id: 'headOfCallLink',
    summary: 'Ask whether a call link can be used',
    description: 'Status and headers of the page, without it. Changes nothing.',
    status: [200, 404, 410, 500],
    problems: [],
  },
  'POST /c/{token}': {
    id: 'clickCallLink',
    summary: 'Say that somebody opened a call link, by its page',
    description:
      'Counts the first click of the recipient. One who had but the default number is leased one, on probation until there is a sign of a ' +
      'person (`active`); asked again it is the same one, for longer. Robots, addresses that the site blocks, and recipients without consent to ' +
      'analytics get the default number, and nothing is written.',
    body: linkAsk,
    status: [200],
    answer: linkAnswer,
    problems: [400, 404, 405, 410, 413],
    example: {
      body: { active: true },
      answer: {
        number: { e164: '+493023125012', display: '030 23125012', href: 'tel:+493023125012' },
        default: { e164: '+493023125000', display: '030 23125000', href: 'tel:+493023125000' },
        lease: { state: 'leased', expiresAt: '2026-12-01T10:20:00.000Z', renewAfterSeconds: 1110 },
      },
    },
  },
} satisfies Readonly<Record<CallLinkRoute, Endpoint>>;

/** Pictures of numbers, to stand in mails. */
export const callPictureEndpoints = {
  'GET /c/{token}.png': {
    id: 'showNumberPicture',
    summary: 'Show the number of a recipient as a picture, in a mail',
    description:
      'The number that was sent, kept by mail programs and CloudFront for as long as it is the recipient’s; else the default number of the pool ' +
      'that the link names, for a short time. Never allocates, however often it is fetched.',
    query: pictureQuery,
    status: [200],
    file: 'image/png',
    problems: [400, 404],
  },
  'HEAD /c/{token}.png': {
    id: 'headOfNumberPicture',
    summary: 'Ask for how long the picture of a number may be kept',
    description: 'Status and headers of the picture, without it. Changes nothing.',
    query: pictureQuery,
    status: [200, 400, 404],
    problems: [],
  },
} satisfies Readonly<Record<CallPictureRoute, Endpoint>>;
