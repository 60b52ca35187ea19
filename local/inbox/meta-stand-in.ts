import { type EdgeRequest, type EdgeResponse, jsonResponse } from 'cloudformation-local';
import * as z from 'zod';

const payload = z
  .strictObject({
    schema: z.array(z.enum(['PHONE', 'EMAIL'])).min(1),
    data: z.array(z.array(z.string())).min(1).max(10_000),
  })
  .refine(({ schema, data }) => data.every((row) => row.length === schema.length));

const events = z.looseObject({
  data: z.array(z.looseObject({ event_name: z.string(), event_time: z.int(), action_source: z.string() })).min(1),
});

/**
 * The Graph API of Meta as far as events of calls and custom audiences need it (destinations.md, 2 and 9.2); undefined for all other paths.
 * `path` is what follows `/inbox/meta`.
 */
export function answerAsMeta(request: EdgeRequest, path: string): EdgeResponse | undefined {
  const [, object = '', edge] = /^\/v\d+\.\d+\/(\d+)\/(users|events)$/.exec(path) ?? [];
  const isTaken = edge === 'users' ? /^(POST|DELETE)$/ : /^POST$/;
  if (edge === undefined || !isTaken.test(request.method)) return undefined;
  if (!/^bearer \S+$/i.test(request.headers.get('authorization') ?? '')) {
    return failure(401, 190, 'Invalid OAuth access token.');
  }
  return edge === 'users' ? takeUsers(request, object) : takeEvents(request);
}

function takeUsers(request: EdgeRequest, audience: string): EdgeResponse {
  const read = payload.safeParse(jsonOf(new URLSearchParams(request.body.toString()).get('payload') ?? ''));
  if (!read.success) return failure(400, 100, 'Invalid parameter');
  const isReadable = (row: readonly string[]) => row.every((cell) => cell === '' || /^[0-9a-f]{64}$/.test(cell));
  const invalid = read.data.data.filter((row) => !isReadable(row));
  return jsonResponse(200, {
    audience_id: audience,
    session_id: '1',
    num_received: read.data.data.length,
    num_invalid_entries: invalid.length,
    invalid_entry_samples: {},
  });
}

function takeEvents(request: EdgeRequest): EdgeResponse {
  const read = events.safeParse(jsonOf(request.body.toString()));
  if (!read.success) return failure(400, 100, 'Invalid parameter');
  return jsonResponse(200, { events_received: read.data.data.length, messages: [], fbtrace_id: 'local' });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(status: number, code: number, message: string): EdgeResponse {
  return jsonResponse(status, { error: { message, type: 'OAuthException', code, fbtrace_id: 'local' } });
}
