import * as z from 'zod';
import type { HttpResponse } from '../destinations/destination.ts';
import { isSuccess, jsonOf, retryAfter } from '../destinations/http-response.ts';
import type { Outcome } from '../destinations/outcome.ts';
import { halfway } from '../destinations/usual-failure.ts';
import type { Answer } from '../send-request.ts';

/** A request that an action sent, and what came of it. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly answer: Answer;
}

/** An answer after which nothing more of the action may be sent: it is not known what it would rest on. */
export function endsAction(answer: Answer): boolean {
  if (answer.kind !== 'response') return true;
  const { status } = answer.response;
  return status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;
}

/**
 * What came of an action that had sent all that. It is delivered as a whole or not at all: where it failed after something of it was
 * written, nobody knows how much the receiver counts. `error` is what it threw, undefined when it came to its end.
 */
export function actionOutcome(exchanges: readonly Exchange[], error: unknown): Outcome {
  const failed = exchanges.find(({ answer }) => endsAction(answer));
  const failure = failed
    ? failureOf(failed)
    : error === undefined
      ? refusedWithin(exchanges)
      : thrown(exchanges, error);
  if (failure === undefined) return { kind: 'delivered' };
  const mayPass = failure.kind === 'transient' || failure.kind === 'throttled' || failure.kind === 'auth';
  return mayPass && exchanges.some((each) => each !== failed && isWritten(each))
    ? { kind: 'unknown', detail: `a part was written, then ${failure.detail}`.slice(0, 500) }
    : failure;
}

type Failure = Extract<Outcome, { readonly detail: string }>;

/** Something other than a question, that was answered well. */
function isWritten(exchange: Exchange): boolean {
  return !isQuestion(exchange) && exchange.answer.kind === 'response' && isSuccess(exchange.answer.response);
}

/** Some receivers are asked by POST, at an address that says so. */
function isQuestion({ method, url }: Pick<Exchange, 'method' | 'url'>): boolean {
  return method === 'GET' || /\/(search|query|lookup)$/.test(new URL(url).pathname);
}

function failureOf(exchange: Exchange): Failure {
  const { answer } = exchange;
  switch (answer.kind) {
    case 'not-sent':
      return { kind: answer.refused ? 'rejected' : 'transient', detail: answer.detail };
    case 'no-answer':
      // A question that nobody answered can be asked again.
      return { kind: isQuestion(exchange) ? 'transient' : 'unknown', detail: answer.detail };
    case 'response': {
      const failure = byStatus(answer.response);
      // What broke halfway may have been written.
      const mayBeWritten = halfway.has(answer.response.status) && !isQuestion(exchange);
      return mayBeWritten ? { kind: 'unknown', detail: failure.detail } : failure;
    }
  }
}

function byStatus(response: HttpResponse): Failure {
  const { status } = response;
  const detail = `the destination answered ${status}${said(response)}`;
  if (status === 401 || status === 403) return { kind: 'auth', detail };
  if (status === 429) return { kind: 'throttled', afterSeconds: retryAfter(response), detail };
  if (status === 408 || status >= 500) return { kind: 'transient', detail };
  return { kind: 'rejected', detail };
}

const reasons = z.object({ status: z.number().optional(), code: z.unknown().optional(), message: z.string() });

/** The action gave up: by the last answer that was no success, else by what it says itself. */
function thrown(exchanges: readonly Exchange[], error: unknown): Failure {
  const last = exchanges.at(-1)?.answer;
  if (last?.kind === 'response' && !isSuccess(last.response)) return byStatus(last.response);
  const { data } = reasons.safeParse(error);
  const detail = `the action says: ${(data?.message ?? 'it failed').slice(0, 300)}`;
  // It did not understand a good answer.
  if (exchanges.some(isWritten)) return { kind: 'unknown', detail };
  if (exchanges.length === 0) return { kind: 'rejected', field: 'settings.fields', detail };
  const status = data?.status ?? 0;
  return status === 429 || status >= 500 ? { kind: 'transient', detail } : { kind: 'rejected', detail };
}

const list = z.array(z.unknown()).min(1);
/** How receivers say within a 2xx that they did not take it. */
const refusal = z.union([
  z.object({ success: z.literal(false) }),
  z.object({ ok: z.literal(false) }),
  z.object({ errors: list }),
  z.object({ failed_records: list }),
  z.object({ error: z.union([z.string().min(1), z.object({ message: z.string() }), z.object({ details: list })]) }),
  z.object({ num_events_processed: z.literal(0) }),
]);

function refusedWithin(exchanges: readonly Exchange[]): Failure | undefined {
  const found = exchanges.find(
    ({ answer }) => answer.kind === 'response' && refusal.safeParse(jsonOf(answer.response)).success,
  );
  if (found?.answer.kind !== 'response') return undefined;
  const { response } = found.answer;
  return { kind: 'rejected', detail: `the destination refused it in an answer ${response.status}${said(response)}` };
}

const messages = z.object({
  message: z.string().optional(),
  error: z.unknown().optional(),
  errors: z.unknown().optional(),
});

/** What the answer says is wrong: short, and without what may be of a person. */
function said(response: HttpResponse): string {
  const { data } = messages.safeParse(jsonOf(response));
  const inner = messages.safeParse(data?.error).data?.message;
  const text = data?.message ?? inner ?? (typeof data?.error === 'string' ? data.error : undefined);
  const safe = text?.replace(/[\w.+-]+@[\w.-]+|\+?\d[\d ()-]{5,}\d|[0-9a-f]{32,}/gi, '…').slice(0, 200);
  return safe === undefined ? '' : `: ${safe}`;
}
