import { type EdgeRequest, type EdgeResponse, jsonResponse } from 'cloudformation-local';
import * as z from 'zod';

const event = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{2,30}$/, 'Event name must be 2 to 30 letters, digits, _ and -.'),
  properties: z.record(z.string(), z.string('This value should be of type string.')).optional(),
  occurred_at: z.iso.datetime({ offset: true, error: 'This value is not a valid datetime.' }).optional(),
  is_syncing: z.boolean().optional(),
});

const tags = z.strictObject({
  tags: z.array(z.strictObject({ name: z.string().min(1).max(100), status: z.enum(['active', 'inactive']) })).min(1),
  is_syncing: z.boolean().optional(),
});

const member = z.strictObject({
  email_address: z.email(),
  status_if_new: z.enum(['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional']),
});

/** Whom the stand-in answers: a request, and whether a member was added before. */
export interface MailchimpRequest {
  readonly request: EdgeRequest;
  /** What follows `/inbox/mailchimp`. */
  readonly path: string;
  /** Whether a `PUT` of that path was answered. */
  readonly isKnown: (path: string) => boolean;
}

/**
 * Mailchimp's Marketing API as far as members, their events and their tags need it (destinations.md, 8.2); undefined for all other paths. A
 * member is there once it was added: `PUT /3.0/lists/{list}/members/{hash}`.
 */
export function answerAsMailchimp({ request, path, isKnown }: MailchimpRequest): EdgeResponse | undefined {
  const [, of, hash, what = ''] = /^(\/3\.0\/lists\/\w+\/members\/([^/]+))(?:\/(events|tags))?$/.exec(path) ?? [];
  if (of === undefined || hash === undefined) return undefined;
  const called = `${request.method} ${what}`.trim();
  if (!/^(PUT|POST events|POST tags)$/.test(called)) return undefined;
  if (!isSignedIn(request)) return problem(401, 'API Key Invalid', 'Your request did not include an API key.');
  // The MD5 of the address in small letters.
  if (!/^[0-9a-f]{32}$/.test(hash) || (called !== 'PUT' && !isKnown(of))) {
    return problem(404, 'Resource Not Found', 'The requested resource could not be found.');
  }
  const read = (called === 'PUT' ? member : what === 'events' ? event : tags).safeParse(
    jsonOf(request.body.toString()),
  );
  if (!read.success) return invalid(read.error);
  if (called === 'PUT') return jsonResponse(200, { id: hash, ...read.data });
  return { status: 204, headers: new Headers(), body: '' };
}

function isSignedIn({ headers }: EdgeRequest): boolean {
  const [, token = ''] = /^basic (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  return /^[^:]+:\S+$/.test(Buffer.from(token, 'base64').toString());
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid({ issues }: z.ZodError): EdgeResponse {
  const errors = issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  return problem(400, 'Invalid Resource', 'The resource submitted could not be validated.', errors);
}

/** A problem of RFC 7807. */
function problem(status: number, title: string, detail: string, errors: readonly object[] = []): EdgeResponse {
  const type = 'https://mailchimp.com/developer/marketing/docs/errors/';
  return jsonResponse(status, { type, title, status, detail, instance: 'local', ...(errors.length > 0 && { errors }) });
}
