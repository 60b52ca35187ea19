import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { CliError } from './cli-error.ts';

/** Where the management API is and who asks. */
export interface ManagementOptions {
  readonly url: string;
  readonly key: string;
  /** Ends waiting and calls. */
  readonly signal?: AbortSignal;
  /** Waits before each repetition, in ms. */
  readonly waits?: readonly number[];
  /** Told before each wait, for the person who watches. */
  readonly onWait?: (reason: string, milliseconds: number) => void;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});
export type ProblemDocument = z.infer<typeof problem>;

const backOff = [500, 1000, 2000, 4000, 8000, 15_000];

/**
 * From `LEASELINE_URL` and `LEASELINE_KEY`; without them the local run with its default key.
 * @throws CliError when the one is no address, or the other nothing that a header can carry
 */
export function managementFromEnvironment(environment: NodeJS.ProcessEnv): ManagementOptions {
  const { LEASELINE_URL: url = 'http://localhost:8787', LEASELINE_KEY: key = 'local' } = environment;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new CliError(`LEASELINE_URL is "${url}": it must be an address like https://calls.shop.example`);
  }
  if (!/^[\x21-\x7e]+$/.test(key)) throw new CliError('LEASELINE_KEY must be an API key, without blanks around it');
  return { url, key };
}

/**
 * One call of the management API. A lost connection, 429 and 5xx are tried again with growing waits; a 4xx is returned
 * to the caller, except 401 and 403, which no command can do anything about.
 */
export async function callManagement(options: ManagementOptions, request: string, body?: unknown): Promise<Answer> {
  const waits = options.waits ?? backOff;
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(options, request, body);
    if ('status' in outcome) return outcome;
    const wait = waits[attempt];
    if (wait === undefined)
      throw new CliError(`${options.url} ${outcome.trouble}; gave up after ${attempt + 1} attempts`);
    const milliseconds = Math.max(wait * (0.75 + Math.random() / 2), (outcome.retryAfterSeconds ?? 0) * 1000);
    options.onWait?.(outcome.trouble, milliseconds);
    await sleep(milliseconds, undefined, { signal: options.signal });
  }
}

type Trouble = { readonly trouble: string; readonly retryAfterSeconds?: number };

async function attemptOnce(options: ManagementOptions, request: string, body: unknown): Promise<Answer | Trouble> {
  const [method = 'GET', path = '/'] = request.split(' ');
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(path, options.url), {
      method,
      headers: { authorization: `Bearer ${options.key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(30_000), ...(options.signal ? [options.signal] : [])]),
    });
    text = await response.text();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return { trouble: `does not answer (${reasonOf(error)})` };
  }
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get('retry-after'));
    return { trouble: `answers ${response.status}`, ...(seconds > 0 && { retryAfterSeconds: Math.min(seconds, 60) }) };
  }
  const answer = { status: response.status, body: parseJson(text) };
  if (answer.status === 401 || answer.status === 403) {
    throw new CliError(`${options.url} refuses the key of LEASELINE_KEY: ${describeProblem(answer)}`);
  }
  return answer;
}

/** What a 4xx says, with what is wrong with each field, on one line. */
export function describeProblem(answer: Answer): string {
  const document = problemOf(answer);
  const said = document?.detail ?? document?.title ?? `status ${answer.status}`;
  return [said, ...(document?.errors ?? []).map(sayFieldError)].join('; ');
}

/** What is wrong with a field, or with the whole where none is named, in words. */
export function sayFieldError({ field, detail }: { readonly field: string; readonly detail: string }): string {
  return `${field || 'it'} ${detail}`;
}

export function problemOf(answer: Answer): ProblemDocument | undefined {
  return problem.safeParse(answer.body).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && 'code' in error.cause) return String(error.cause.code);
  return error.name === 'TimeoutError' ? 'no answer within 30 s' : error.message;
}
