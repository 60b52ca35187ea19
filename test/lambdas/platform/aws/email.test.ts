import {
  MessageRejected,
  SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { sendEmail } from '../../../../lambdas/platform/aws/email.ts';

process.env.AWS_REGION = 'us-east-1';
const ses = mockClient(SESv2Client);
beforeEach(() => ses.reset());

const mail = { from: 'a@shop.example', to: ['b@shop.example'], subject: 'Grüße', html: '<p>x</p>', text: 'x' };
const metadata = (httpStatusCode: number) => ({ message: 'no', $metadata: { httpStatusCode } });

test('a mail has a subject, an HTML and a text part', async () => {
  ses.on(SendEmailCommand).resolves({ MessageId: 'm1' });
  expect(await sendEmail(mail)).toEqual({ kind: 'sent', messageId: 'm1' });
  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toEqual({
    FromEmailAddress: 'a@shop.example',
    Destination: { ToAddresses: ['b@shop.example'] },
    Content: {
      Simple: {
        Subject: { Data: 'Grüße', Charset: 'UTF-8' },
        Body: { Html: { Data: '<p>x</p>', Charset: 'UTF-8' }, Text: { Data: 'x', Charset: 'UTF-8' } },
      },
    },
  });
});

test.each([
  [new MessageRejected(metadata(400)), { kind: 'refused', error: 'MessageRejected', passing: false }],
  [new TooManyRequestsException(metadata(429)), { kind: 'refused', error: 'TooManyRequestsException', passing: true }],
  [new SESv2ServiceException({ name: 'InternalFailure', $fault: 'server', ...metadata(500) }), { kind: 'no-answer' }],
  [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), { kind: 'refused', error: 'ECONNREFUSED', passing: true }],
  [Object.assign(new Error('x'), { name: 'TimeoutError' }), { kind: 'no-answer' }],
])('%s', async (error, answer) => {
  ses.on(SendEmailCommand).rejects(error);
  expect(await sendEmail(mail)).toEqual(answer);
});
