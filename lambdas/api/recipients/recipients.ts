import type { ManagementRoute } from '../../platform/names.ts';
import { recipientsAnswer } from '../../recipients/recipient-answer.ts';
import { recipientList } from '../../recipients/recipient-list.ts';
import { type ManagementEndpoint, operators } from '../endpoint.ts';

/** Numbers for the recipients of mails, given when these are sent. */
export const recipientEndpoints = {
  'POST /v1/pools/{pool}/recipients': {
    id: 'giveRecipientsNumbers',
    summary: 'Give the recipients of a mail their numbers, before it is sent',
    description:
      'Up to 500 at a time, of a pool of kind `recipient`. The same campaign and recipient again answer the same number and link: a later `until` prolongs, ' +
      'an earlier one changes nothing, another `email`, `params` or `consent` is taken over, and who had only the default number gets one if there is one by now. ' +
      'Where anything is wrong nothing is done, and every line that is wrong is named. Without `consent` recipients are counted, and ad platforms hear nothing ' +
      'of them; who is said not to allow `analytics` gets the default number, and gives back their own.',
    roles: operators,
    body: recipientList,
    status: [200],
    answer: recipientsAnswer,
    problems: [400, 404, 409, 413],
    example: {
      body: {
        campaign: 'spring sale',
        creative: 'green button',
        until: '2026-12-31T23:00:00Z',
        recipients: [{ id: '4711', email: 'jane@example.com', params: { segment: 'regulars' } }, { id: '4712' }],
      },
      answer: {
        recipients: [
          {
            id: '4711',
            number: '+12025550123',
            display: '(202) 555-0123',
            href: 'tel:+12025550123',
            isDefault: false,
            callLink: 'https://calls.example.com/c/shop-mail.Vf0m3xq1tT2b5Yh8n6zKaQ',
            picture: 'https://calls.example.com/c/shop-mail.Vf0m3xq1tT2b5Yh8n6zKaQ.png',
            siteQuery:
              'leaseline_recipient=shop-mail.Vf0m3xq1tT2b5Yh8n6zKaQ&utm_source=email&utm_medium=email&utm_campaign=spring+sale&utm_content=green+button',
            until: '2026-12-31T23:00:00.000Z',
          },
          {
            id: '4712',
            number: '+12025550190',
            display: '(202) 555-0190',
            href: 'tel:+12025550190',
            isDefault: true,
            callLink: 'https://calls.example.com/c/shop-mail.hQ7sW2rL9cD4vB6nM1xZ0g',
            picture: 'https://calls.example.com/c/shop-mail.hQ7sW2rL9cD4vB6nM1xZ0g.png',
            siteQuery:
              'leaseline_recipient=shop-mail.hQ7sW2rL9cD4vB6nM1xZ0g&utm_source=email&utm_medium=email&utm_campaign=spring+sale&utm_content=green+button',
            until: '2026-12-31T23:00:00.000Z',
          },
        ],
      },
    },
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
