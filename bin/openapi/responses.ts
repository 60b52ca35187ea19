import * as z from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Endpoint } from '../../lambdas/api/endpoint.ts';
import { problemAnswer } from '../../lambdas/api/problem-answer.ts';

const statusWords: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Taken down; it is worked through a moment later.',
  204: 'Deleted.',
  303: 'Taken down; the page tells it.',
  400: 'What was sent does not fit; `errors` names the fields.',
  401: 'Without a valid key or token.',
  403: 'The key, or the origin of the page, may not do this.',
  404: 'There is no such thing, or none that the key may see.',
  405: 'This is done by another method; `allow` names those that are.',
  409: 'It is in use, used for something else, or was written by a newer version of Leaseline.',
  410: 'It is too old.',
  413: 'The body is too large.',
  429: 'Too much at once; please try again.',
  500: 'It failed here; please try again.',
  503: 'It cannot be done at this moment; please try again.',
};

/** What a status means in this API. */
function describeStatus(status: number): string {
  const said = statusWords[status];
  if (said === undefined) throw new Error(`nothing is said about the status ${status}`);
  return said;
}

/** What an endpoint answers: its statuses of success, and `problems`. */
export function responses(endpoint: Endpoint, problems: readonly number[]): ZodOpenApiResponsesObject {
  const answers = endpoint.status.map((status) => [
    status,
    { description: describeStatus(status), ...(status === 303 ? {} : content(endpoint)) },
  ]);
  return Object.fromEntries([...answers, ...problems.map((status) => [status, refusal(status)])]);
}

const refusals = new Map<number, ZodOpenApiResponseObject>();

/** The very same object for a status, so that it is written once and referred to. */
function refusal(status: number): ZodOpenApiResponseObject {
  const known = refusals.get(status);
  if (known !== undefined) return known;
  const content = { 'application/problem+json': { schema: problemAnswer } };
  const made = { id: `Problem${status}`, description: describeStatus(status), content };
  refusals.set(status, made);
  return made;
}

function content({ answer, file, example }: Endpoint) {
  if (file !== undefined) return { content: { [file]: { schema: z.string() } } };
  if (answer === undefined) return {};
  return { content: { 'application/json': { schema: answer, ...(example?.answer && { example: example.answer }) } } };
}
