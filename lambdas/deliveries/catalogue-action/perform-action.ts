import type { Action, HttpRequest, HttpResponse } from '../destinations/destination.ts';
import type { Outcome } from '../destinations/outcome.ts';
import type { Answer } from '../send-request.ts';
import { actionOutcome, type Exchange, endsAction } from './action-outcome.ts';
import { mergeOptions, type RequestOptions, requestOf } from './action-request.ts';
import { fieldsToJsonSchema, HTTPError, validateSchema } from './actions-core.js';
import { type ActionData, type LoadedAction, loadAction, type RequestFunction } from './load-action.ts';
import { textsIn } from './without-partner.ts';

/** What doing an action reaches. */
export interface ActionDependencies {
  readonly send: (request: HttpRequest, timeoutMs: number) => Promise<Answer>;
  /** ms */
  readonly now: () => number;
}

/** More requests than this no action of one conversion needs. */
const mostRequests = 10;

/** The longest that one request may take, ms. */
const patience = 10_000;

/** Does an action, all of it before `deadline` (ms), and says what came of it as a whole. Never throws. */
export async function performAction(
  action: Action,
  deadline: number,
  { send, now }: ActionDependencies,
): Promise<Outcome> {
  const loaded = await loadAction(action.destination, action.action);
  if (loaded === undefined) {
    return { kind: 'rejected', field: 'settings.action', detail: 'this version knows no such action' };
  }
  const data = actionData(action, loaded);
  const exchanges: Exchange[] = [];
  const told = new Set(textsIn([action.fields, action.settings]));
  const request: RequestFunction = async (url, own) => {
    // What the action makes of a request that failed it would make without knowing what it asked for.
    if (exchanges.some(({ answer }) => endsAction(answer))) throw new Error('a request before it failed');
    const options = mergeOptions(loaded.extendRequest?.(data), own);
    const wanted = requestOf(url, options, told, action.endpoint);
    const left = deadline - now();
    const answer = refusal(left, exchanges.length) ?? (await send(wanted, Math.min(left, patience)));
    exchanges.push({ method: wanted.method, url: wanted.url, answer });
    if (answer.kind !== 'response') throw new Error(answer.detail);
    return responseFor(wanted, answer.response, options);
  };
  try {
    validateSchema(data.payload, fieldsToJsonSchema(loaded.fields), { throwIfInvalid: true });
    await loaded.perform(request, data);
    return actionOutcome(exchanges, undefined);
  } catch (error) {
    return actionOutcome(exchanges, error ?? new Error('it failed'));
  }
}

/** Why a request is not even tried. */
function refusal(left: number, sent: number): Answer | undefined {
  if (sent >= mostRequests) return { kind: 'not-sent', refused: true, detail: 'the action sends too many requests' };
  return left > 0 ? undefined : { kind: 'not-sent', refused: false, detail: 'it takes too long' };
}

function actionData({ settings, fields, accessToken }: Action, { presets, hooks }: LoadedAction): ActionData {
  const { syncMode, ...given } = fields;
  const hooked = Object.entries(given).filter(([name]) => hooks.includes(name));
  const payload = Object.entries(given).filter(([name]) => !hooks.includes(name));
  return {
    settings,
    payload: { ...structuredClone(presets), ...structuredClone(Object.fromEntries(payload)) },
    auth: accessToken === undefined ? {} : { accessToken },
    hookOutputs: Object.fromEntries(hooked.map(([name, outputs]) => [name, { outputs }])),
    syncMode: typeof syncMode === 'string' ? syncMode : undefined,
  };
}

/** The answer as actions read it: that of `fetch`, with its body at hand. Throws where they want to be thrown one. */
function responseFor(
  { url, method, headers }: HttpRequest,
  { status, headers: heads, body }: HttpResponse,
  options: RequestOptions,
): Response {
  const isBare = status === 204 || status === 205 || status === 304;
  const response = new Response(isBare ? null : body, { status: Math.max(200, status), headers: heads });
  const isJson = response.headers.get('content-type')?.includes('application/json') === true;
  Object.assign(response, { content: body, data: isJson ? parsed(body) : body });
  if (!response.ok && options.throwHttpErrors) {
    throw new HTTPError(response, new Request(url, { method, headers }), options);
  }
  return response;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
