import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';

/** One mail, ready to go out. */
export interface OutgoingEmail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What Amazon SES said. `error` is its word for it; after `no-answer` nobody knows whether the mail went out. */
export type EmailAnswer =
  | { readonly kind: 'sent'; readonly messageId: string | undefined }
  | { readonly kind: 'refused'; readonly error: string; readonly passing: boolean }
  | { readonly kind: 'no-answer' };

let ses: SESv2Client | undefined;

/** One try only: a mail that is tried again after a time-out may go out twice. */
function sesClient(): SESv2Client {
  ses ??= new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
  return ses;
}

const passing = new Set(['TooManyRequestsException', 'LimitExceededException']);

/** Sends one mail. Never throws. */
export async function sendEmail({ from, to, subject, html, text }: OutgoingEmail): Promise<EmailAnswer> {
  const part = (data: string) => ({ Data: data, Charset: 'UTF-8' });
  try {
    const { MessageId } = await sesClient().send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [...to] },
        Content: { Simple: { Subject: part(subject), Body: { Html: part(html), Text: part(text) } } },
      }),
    );
    return { kind: 'sent', messageId: MessageId };
  } catch (error) {
    return emailRefusal(error);
  }
}

/** What a failed call of SES means. */
export function emailRefusal(error: unknown): EmailAnswer {
  if (error instanceof SESv2ServiceException) {
    const status = error.$metadata.httpStatusCode ?? 0;
    // A server's fault leaves open what it did before.
    if (status >= 500) return { kind: 'no-answer' };
    return { kind: 'refused', error: error.name, passing: passing.has(error.name) || status === 429 };
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) return { kind: 'refused', error: code, passing: true };
  return { kind: 'no-answer' };
}
