import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { described } from '../docs/described-api.ts';
import { type DescribedCall, type FuzzRequest, requestsOf } from './requests.ts';
import type { JsonSchema } from './schema-values.ts';
import { curlOf, type FuzzAnswer, send } from './send.ts';

const api = JSON.parse(
  readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../../docs/openapi.json'), 'utf8'),
) as { components: { schemas: Record<string, JsonSchema> } };

export interface FuzzOptions {
  readonly url: string;
  readonly key: string;
  readonly seed: number;
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** How many requests a route gets. */
  readonly requests: (route: string) => number;
  readonly onRequest?: () => void;
  /** Told of the first failure of a route, before it is made smaller. */
  readonly onFailure?: (failure: RouteFailure) => void;
}

/** An answer that is not as described, and the request that it answers. */
export interface RouteFailure {
  readonly route: string;
  readonly problems: readonly string[];
  readonly curl: string;
}

/** What became of the requests of one route. */
export interface RouteResult {
  readonly route: string;
  readonly calls: number;
  readonly statuses: ReadonlyMap<number, number>;
  /** The smallest request found that is not answered as described, and what is wrong with the answer. */
  readonly failure?: { readonly problems: readonly string[]; readonly curl: string };
}

/** A failure is made smaller with no more requests than this: each step is one, and a large body has very many. */
const mostShrinking = 300;

/** A refusal is a few words, whatever was sent. */
const longestRefusal = 16_000;

/** What is wrong with an answer; nothing, where it is as described. */
export function problemsOf(
  route: string,
  { path: address }: FuzzRequest,
  { status, type, text }: FuzzAnswer,
): string[] {
  if (status >= 500) return [`the answer is ${status}: ${text.slice(0, 200)}`];
  if (status >= 400 && text.length > longestRefusal) return [`the refusal has ${text.length} characters`];
  // Such an address reaches no function: the gateway itself refuses it.
  if (!isDecodable(address) && [400, 404].includes(status)) return [];
  const isJson = type?.includes('json') ?? false;
  // A file may have no lines.
  const isFile = type?.startsWith('text/csv') ?? false;
  const body: unknown = text === '' && !isFile ? undefined : isJson ? JSON.parse(text) : text;
  return described
    .problemsOfAnswer(route, status, type, body)
    .slice(0, 5)
    .map((problem) => `${status}: ${problem}`);
}

/** Sends generated requests to one route. The same seed gives the same requests. */
export async function fuzzRoute(route: string, options: FuzzOptions): Promise<RouteResult> {
  const { url, key, seed, words, requests, onRequest, onFailure } = options;
  const statuses = new Map<number, number>();
  const resolve = (ref: string) => api.components.schemas[ref.split('/').at(-1)!]!;
  const call = described.operation(route) as DescribedCall;
  let calls = 0;
  let callsAtFailure: number | undefined;
  const isAsDescribed = async (request: FuzzRequest) => {
    if (callsAtFailure !== undefined && calls - callsAtFailure >= mostShrinking) return;
    const answer = await send(url, request);
    calls += 1;
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    onRequest?.();
    const problems = problemsOf(route, request, answer);
    if (problems.length === 0) return;
    if (callsAtFailure === undefined) {
      callsAtFailure = calls;
      onFailure?.({ route, problems, curl: curlOf(url, request) });
    }
    throw new Unlike(problems);
  };
  const property = fc.asyncProperty(requestsOf(route, call, { resolve, words }, key), isAsDescribed);
  const checked = await fc.check(property, { seed: seed ^ hashOf(route), numRuns: requests(route) });
  if (!checked.failed || checked.counterexample === null) return { route, calls, statuses };
  const problems =
    checked.errorInstance instanceof Unlike ? checked.errorInstance.problems : [String(checked.errorInstance)];
  return { route, calls, statuses, failure: { problems, curl: curlOf(url, checked.counterexample[0]) } };
}

function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

class Unlike extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/** All routes of the description, several at a time. */
export async function fuzzAll(options: FuzzOptions, atOnce: number): Promise<RouteResult[]> {
  // What deletes comes last of all, so that the others find something.
  const routes = described.routes.toSorted((a, b) => Number(a.startsWith('DELETE')) - Number(b.startsWith('DELETE')));
  const results: RouteResult[] = [];
  const rest = routes[Symbol.iterator]();
  const lane = async () => {
    for (const route of rest) results.push(await fuzzRoute(route, options));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results.toSorted((a, b) => routes.indexOf(a.route) - routes.indexOf(b.route));
}

function hashOf(text: string): number {
  return Buffer.from(text).reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 7);
}

/** A table for people: route, requests, how often which status. */
export function tableOf(results: readonly RouteResult[]): string {
  const lines = results.map(({ route, calls, statuses, failure }) => {
    const counted = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    return `${failure === undefined ? '  ' : '! '}${route.padEnd(62)} ${String(calls).padStart(6)}  ${counted.join(', ')}`;
  });
  const failures = results.flatMap(({ route, failure }) =>
    failure === undefined ? [] : [`\n${route}\n  ${failure.problems.join('\n  ')}\n  ${failure.curl.slice(0, 4000)}`],
  );
  return [...lines, ...failures].join('\n');
}
