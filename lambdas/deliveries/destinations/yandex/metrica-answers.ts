import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** So long Metrica takes at most to look for the visits of what was uploaded, s. */
const processingSeconds = 7200;

const text = z.string().transform((said) => said.slice(0, 100));

/** Why something was refused. Their `message` is left out: it may repeat what was sent. */
const refusal = z.object({ errors: z.array(z.object({ error_type: text })).min(1) });

/** An upload of calls. */
const callsUpload = z.object({
  uploading: z.object({
    id: z.number().int(),
    status: text.optional(),
    line_quantity: z.number().optional(),
    linked_quantity: z.number().optional(),
  }),
});

/** An upload of orders. */
const ordersUpload = z.object({ uploading: z.object({ api_validation_status: text }) });

/** What an answer to an upload says: calls are looked for later, orders are taken once their file is valid. */
export function readUploaded(response: HttpResponse): Outcome {
  if (!isSuccess(response)) return refused(response);
  const body = jsonOf(response);
  const calls = callsUpload.safeParse(body).data?.uploading;
  if (calls !== undefined) {
    if (calls.line_quantity === 0) return { kind: 'rejected', detail: 'Metrica says that the row is not valid' };
    return { kind: 'accepted', receipt: String(calls.id), afterSeconds: processingSeconds };
  }
  const orders = ordersUpload.safeParse(body).data?.uploading;
  if (orders === undefined) return { kind: 'unknown', detail: 'Metrica answered, but not what came of it' };
  const { api_validation_status: status } = orders;
  if (status === 'FAILED') return { kind: 'rejected', detail: 'Metrica says that the order is not valid' };
  return { kind: 'delivered' };
}

/** What came of calls that were uploaded. */
export function readUploading(response: HttpResponse): Outcome {
  if (!isSuccess(response)) {
    const failure = refused(response);
    // It was taken, whatever is answered now.
    return failure.kind === 'rejected' ? { kind: 'unknown', detail: failure.detail } : failure;
  }
  const upload = callsUpload.safeParse(jsonOf(response)).data?.uploading;
  if (upload?.status === 'LINKAGE_FAILURE' || (upload?.status === 'PROCESSED' && upload.linked_quantity === 0)) {
    return { kind: 'no-match', detail: 'Metrica knows no visit with this id' };
  }
  if (upload?.status === 'PROCESSED') return { kind: 'delivered' };
  return {
    kind: 'too-early',
    afterSeconds: processingSeconds,
    detail: `Metrica says ${upload?.status ?? 'nothing of it'}`,
  };
}

function refused(response: HttpResponse): Outcome {
  // Calls are not known again.
  const failure = usualFailureUnsure(response, 'Metrica');
  if (failure !== undefined) return failure;
  const [error] = refusal.safeParse(jsonOf(response)).data?.errors ?? [];
  const detail = `Metrica answered ${response.status}${error === undefined ? '' : `: ${error.error_type}`}`;
  // The token is not valid, or may not edit this counter.
  return response.status === 403 ? { kind: 'auth', detail } : { kind: 'rejected', detail };
}
