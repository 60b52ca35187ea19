import * as z from 'zod';

/** A mail as the SES emulator keeps it; `at` in seconds since 1970. */
export const emulatorMail = z.object({
  messageId: z.string(),
  from: z.string(),
  replyTo: z.array(z.string()).default([]),
  destination: z.object({
    to: z.array(z.string()).default([]),
    cc: z.array(z.string()).default([]),
    bcc: z.array(z.string()).default([]),
  }),
  subject: z.string(),
  body: z.object({ html: z.string().optional(), text: z.string().optional() }),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  at: z.number(),
});

/** A mail that was sent. */
export const mail = z.object({
  id: z.string(),
  /** ISO 8601, whole seconds */
  sentAt: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()),
});
export type Mail = z.infer<typeof mail>;

export function mailOf(found: z.infer<typeof emulatorMail>): Mail {
  const { messageId, from, replyTo, destination, subject, body, headers = [], at } = found;
  return {
    id: messageId,
    sentAt: new Date(at * 1000).toISOString(),
    from,
    ...destination,
    replyTo,
    subject,
    ...(body.text !== undefined && { text: body.text }),
    ...(body.html !== undefined && { html: body.html }),
    headers: Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
  };
}
