import * as z from 'zod';
import type { Invocation } from '../machine.ts';
import { type EdgeResponse, jsonResponse } from './exchange.ts';

const proxyResult = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Why a function's answer is no answer to a browser. */
export type Unanswerable = { readonly unanswerable: string };

/** What a browser gets for a function's answer: a result with a status is taken apart, anything else is the body of a 200. */
export function apiResponse(invocation: Invocation): EdgeResponse | Unanswerable {
  if (!invocation.ok) return { unanswerable: invocation.error.errorType };
  const { payload } = invocation;
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) return jsonResponse(200, payload);
  const result = proxyResult.safeParse(payload);
  if (!result.success) return { unanswerable: `the result does not fit: ${z.prettifyError(result.error)}` };
  const { statusCode, headers, cookies, body, isBase64Encoded } = result.data;
  try {
    const sent = new Headers(
      Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    );
    if (!sent.has('content-type')) sent.set('content-type', 'text/plain; charset=utf-8');
    for (const cookie of cookies ?? []) sent.append('set-cookie', cookie);
    return { status: statusCode, headers: sent, body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8') };
  } catch (error) {
    return { unanswerable: `the result has headers that cannot be sent: ${String(error)}` };
  }
}
