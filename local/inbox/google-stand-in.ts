import { type EdgeRequest, type EdgeResponse, jsonResponse } from 'cloudformation-local';
import * as z from 'zod';
import { ingestMembersRequest, removeMembersRequest } from './google-audience.ts';
import { ingestRequest } from './google-event.ts';

/** Whom the stand-in answers: what was received under `id`, and whether it knows another id. */
export interface GoogleRequest {
  readonly request: EdgeRequest;
  /** What follows `/inbox/google`. */
  readonly path: string;
  readonly id: string;
  readonly isKnown: (requestId: string) => boolean;
}

/** Google's token endpoint and Data Manager API, as far as conversions of calls and audiences need them; undefined for all other paths. */
export function answerAsGoogle({ request, path, id, isKnown }: GoogleRequest): EdgeResponse | undefined {
  const called = `${request.method} ${path.replace(/%3a/i, ':')}`;
  if (called === 'POST /token') return token(request);
  if (!path.startsWith('/v1/')) return undefined;
  if (!/^bearer \S+$/i.test(request.headers.get('authorization') ?? '')) {
    return status(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
  }
  switch (called) {
    case 'POST /v1/events:ingest':
      return take(ingestRequest, request, id);
    case 'POST /v1/audienceMembers:ingest':
      return take(ingestMembersRequest, request, id);
    case 'POST /v1/audienceMembers:remove':
      return take(removeMembersRequest, request, id);
    case 'GET /v1/requestStatus:retrieve': {
      const requestId = new URLSearchParams(request.query).get('requestId') ?? '';
      if (!isKnown(requestId)) return status(404, 'NOT_FOUND', 'The request ID is not known.');
      return jsonResponse(200, { requestStatusPerDestination: [{ requestStatus: 'SUCCESS' }] });
    }
    default:
      return status(404, 'NOT_FOUND', 'Method not found.');
  }
}

function token(request: EdgeRequest): EdgeResponse {
  const form = new URLSearchParams(request.body.toString());
  const missing = ['refresh_token', 'client_id', 'client_secret'].filter((name) => !form.get(name));
  if (form.get('grant_type') !== 'refresh_token' || missing.length > 0) {
    return jsonResponse(400, { error: 'invalid_request', error_description: `Missing: ${missing.join(', ')}` });
  }
  return jsonResponse(200, { access_token: 'local-access-token', expires_in: 3599, token_type: 'Bearer' });
}

function take(schema: z.ZodType, request: EdgeRequest, id: string): EdgeResponse {
  const body = z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'INVALID_JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema)
    .safeParse(request.body.toString());
  if (body.success) return jsonResponse(200, { requestId: id });
  const fieldViolations = body.error.issues.flatMap((issue) => {
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const description = issue.code === 'unrecognized_keys' ? 'Unknown name: no such field.' : issue.message;
    return fields.map((field) => ({ field: protoPath(field), description, ...reasonIn(description) }));
  });
  return status(400, 'INVALID_ARGUMENT', 'There was a problem with the request.', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'INVALID_ARGUMENT',
      domain: 'datamanager.googleapis.com',
    },
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations },
  ]);
}

function reasonIn(description: string): { readonly reason?: string } {
  return /^[A-Z0-9_]+$/.test(description) ? { reason: description } : {};
}

/** `events[0].event_source` */
function protoPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) =>
      typeof key === 'number'
        ? `[${key}]`
        : `.${String(key).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    )
    .join('')
    .replace(/^\./, '');
}

/** An error as `google.rpc.Status`. */
function status(code: number, name: string, message: string, details: readonly object[] = []): EdgeResponse {
  return jsonResponse(code, { error: { code, message, status: name, ...(details.length > 0 && { details }) } });
}
