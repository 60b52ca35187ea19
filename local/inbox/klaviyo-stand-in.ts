import { type EdgeRequest, type EdgeResponse, jsonResponse } from 'cloudformation-local';
import * as z from 'zod';

/** Years that Klaviyo takes: after 1990, and up to one from now. */
const [earliest, ahead] = [Date.UTC(1991, 0), 366 * 86_400_000];

const metric = z.strictObject({
  data: z.strictObject({
    type: z.literal('metric'),
    attributes: z.strictObject({ name: z.string().min(1).max(128), service: z.string().optional() }),
  }),
});

const profileAttributes = z.strictObject({
  email: z.email().optional(),
  phone_number: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .optional(),
  external_id: z.string().min(1).optional(),
});

const profile = z.strictObject({
  data: z
    .strictObject({ type: z.literal('profile'), id: z.string().min(1).optional(), attributes: profileAttributes })
    .refine(({ id, attributes }) => id !== undefined || Object.keys(attributes).length > 0, {
      path: ['attributes'],
      message: 'One of the following profile identifiers must be provided: id, email, phone_number, external_id.',
    }),
});

const event = z.strictObject({
  data: z.strictObject({
    type: z.literal('event'),
    attributes: z.strictObject({
      metric,
      profile,
      properties: z.record(z.string(), z.unknown()).refine((all) => Object.keys(all).length <= 400),
      time: z.iso
        .datetime({ offset: true })
        .refine((text) => Date.parse(text) >= earliest && Date.parse(text) <= Date.now() + ahead)
        .optional(),
      value: z.number().optional(),
      value_currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      unique_id: z.string().min(1).optional(),
    }),
  }),
});

/**
 * Klaviyo's events API as far as events of callers need it (destinations.md, 8.1); undefined for all other paths. `path` is what follows
 * `/inbox/klaviyo`.
 */
export function answerAsKlaviyo(request: EdgeRequest, path: string): EdgeResponse | undefined {
  if (request.method !== 'POST' || path !== '/api/events') return undefined;
  const { headers, body } = request;
  if (!/^Klaviyo-API-Key \S+$/.test(headers.get('authorization') ?? '')) {
    return refusal(401, 'not_authenticated', 'Authentication credentials were not provided.', '/data/');
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(headers.get('revision') ?? '')) {
    return refusal(400, 'invalid', 'The revision included in the request is invalid.', '/data/');
  }
  if (!/^application\/(vnd\.api\+)?json\b/.test(headers.get('content-type') ?? '')) {
    return refusal(415, 'unsupported_media_type', 'Unsupported media type in request.', '/data/');
  }
  const read = event.safeParse(jsonOf(body.toString()));
  // What comes of it is told to nobody.
  if (read.success) return { status: 202, headers: new Headers(), body: '' };
  const [issue] = read.error.issues;
  const field = issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue?.path;
  return refusal(400, 'invalid', 'Invalid input.', `/${(field ?? []).map(String).join('/')}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error as JSON:API has it. */
function refusal(status: number, code: string, title: string, pointer: string): EdgeResponse {
  return jsonResponse(status, { errors: [{ id: 'local', status, code, title, detail: title, source: { pointer } }] });
}
