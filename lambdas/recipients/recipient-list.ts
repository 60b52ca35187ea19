import * as z from 'zod';
import { email } from '../identifiers/email.ts';
import { type FieldError, limitErrors } from '../platform/http/field-error.ts';
import { parseFields } from '../platform/http/parse-fields.ts';
import { badRequest } from '../platform/http/problem.ts';
import { requestTime } from '../platform/http/request-time.ts';
import { label, visibleLine } from '../settings/label.ts';

/** So many recipients are sent numbers by one request. */
export const mostRecipients = 500;

const longestMs = 365 * 24 * 60 * 60 * 1000;

/** One line that can be seen, without blanks around it, its letters composed (NFC): two that look the same are the same. */
const name = (most: number) =>
  label(most)
    .refine((text) => text.trim() === text, { message: 'must not begin or end with a blank' })
    .normalize('NFC')
    .describe(
      'One line. Without blanks at its ends, and without characters that nobody sees or that turn its direction.',
    );

const consent = z.strictObject({ ads: z.boolean(), analytics: z.boolean() });

const mostParams = 20;

const params = z
  .record(name(40), visibleLine(z.string().max(100)))
  .refine((named) => Object.keys(named).length <= mostParams, { message: `must have at most ${mostParams} parameters` })
  .describe(
    `At most ${mostParams}, with names of 40 characters and values of 100: one line each, without characters that nobody sees; names without blanks at their ends.`,
  );

/** One recipient of a mail, by the sender's own id of them. */
const line = z.strictObject({
  id: name(200),
  email: z.optional(email),
  creative: name(100).optional(),
  params: params.optional(),
  consent: consent.optional(),
});

const named = z.object({ id: z.string().normalize('NFC') });

/** `POST /v1/pools/{pool}/recipients`: who is sent a number, in which campaign, and until when it is theirs. */
export const recipientList = z.strictObject({
  campaign: name(200),
  /** Of those who have none of their own. */
  creative: name(100).optional(),
  until: requestTime.describe('In the future, within a year.'),
  /** Of those of whom nothing is said: they are in the sender's list, so they are counted, and ad platforms hear nothing. */
  consent: consent.optional(),
  recipients: z
    .array(line)
    .min(1)
    .max(mostRecipients)
    .superRefine(
      (lines: readonly unknown[], context) => {
        const first = new Map<string, number>();
        for (const [index, line] of lines.entries()) {
          const id = named.safeParse(line).data?.id;
          if (id === undefined) continue;
          const before = first.get(id);
          if (before === undefined) first.set(id, index);
          else {
            const message = `is in the list twice: recipients[${before}] is the same recipient`;
            context.addIssue({ code: 'custom', path: [index, 'id'], message });
          }
        }
      },
      // Also of lines in which something else is wrong: else a list would be mended twice.
      { when: ({ value }) => Array.isArray(value) && value.length <= mostRecipients },
    ),
});

/** One recipient as they are to be sent a number. */
export interface WantedRecipient {
  readonly recipient: string;
  readonly campaign: string;
  readonly creative?: string | undefined;
  readonly email?: string | undefined;
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Undefined where nothing was said: then what was said before holds. */
  readonly consent?: { readonly ads: boolean; readonly analytics: boolean } | undefined;
  /** ms since 1970. */
  readonly until: number;
}

/**
 * The recipients of a request, in its order. Throws a 400 that names the place of everything that is wrong, as a list is mended line by line; `now`
 * in ms.
 */
export function readRecipientList(body: unknown, now: number): WantedRecipient[] {
  const parsed = parseFields(recipientList, body);
  const late = wrongUntil(body, now);
  if ('errors' in parsed) throw unfit([...late, ...parsed.errors]);
  if (late.length > 0) throw unfit(late);
  const { campaign, creative, until, consent: usual, recipients } = parsed.data;
  const at = Date.parse(until);
  return recipients.map((line) => ({
    recipient: line.id,
    campaign,
    creative: line.creative ?? creative,
    email: line.email,
    params: line.params,
    consent: line.consent ?? usual,
    until: at,
  }));
}

const timed = z.object({ until: requestTime });

/** What is wrong with a time that is one, whatever else is wrong. */
function wrongUntil(body: unknown, now: number): FieldError[] {
  const { data } = timed.safeParse(body);
  const until = data && Date.parse(data.until);
  if (until === undefined || (until > now && until <= now + longestMs)) return [];
  return [{ field: 'until', detail: until <= now ? 'must be in the future' : 'must be within a year' }];
}

/** One error for each line is told, and of the lines that are wrong in many places not all. */
function unfit(errors: readonly FieldError[]) {
  const told = errors.slice(0, mostRecipients).flatMap((error) => limitErrors([error]));
  const rest = errors.length - told.length;
  const more = rest === 0 ? [] : [{ field: '', detail: `and ${rest} more like these` }];
  const places = told.slice(0, 5).map(({ field }) => field);
  const others = told.length > places.length ? `, and ${errors.length - places.length} more` : '';
  const detail = `nothing was done, as these fields do not fit: ${places.join(', ')}${others}`;
  return badRequest(detail, [...told, ...more]);
}
