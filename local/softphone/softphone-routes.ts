import { type EdgeRequest, type EdgeResponse, jsonResponse, problemResponse, type Routes } from 'cloudformation-local';
import * as z from 'zod';
import { refuseForeignPage } from '../pages/foreign-page.ts';
import { readJson } from '../pages/json-body.ts';
import type { CarrierAccounts } from './carriers/carrier-accounts.ts';
import type { Move, Softphone } from './softphone.ts';
import { callView } from './softphone-call.ts';

/** E.164, also written with spaces, brackets, dots and hyphens. Only the form is checked. */
const phoneNumber = z
  .string()
  .transform((text) => text.replace(/[\s().-]/g, ''))
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text), 'must be a number like +12025550123');

const dialled = z.strictObject({
  number: phoneNumber,
  /** null withholds it. */
  caller: z.union([phoneNumber, z.null()], 'must be a number like +12025550123, or null if it is withheld'),
  /** The carrier account whose carrier is played; else it is Amazon Connect. */
  account: z.string().optional(),
  seed: z.int().min(0).max(0xffff_ffff).optional(),
  events: z.boolean().default(true),
});
const ending = z.strictObject({ by: z.enum(['caller', 'agent']).default('caller'), record: z.boolean().default(true) });
const sending = z.strictObject({ times: z.int().min(1).max(20).default(1), newer: z.boolean().default(false) });
const nothing = z.strictObject({});

const prefix = '/local/softphone';

/**
 * `/local/softphone...`
 * @param instanceArn undefined where the stack has no Amazon Connect parts: calls have to name a carrier account then
 */
export function softphoneRoutes(
  softphone: Softphone,
  instanceArn: string | undefined,
  accounts: Pick<CarrierAccounts, 'list'>,
): Routes {
  return (request) => {
    if (request.path !== prefix && !request.path.startsWith(`${prefix}/`)) return undefined;
    const [what, id = '', verb] = request.path.slice(prefix.length + 1).split('/');
    if (!request.path.slice(prefix.length + 1)) {
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead) return notAllowed('GET');
      // Amazon Connect is there also when nobody can say which accounts there are.
      return accounts
        .list()
        .catch(() => [])
        .then((items) => jsonResponse(200, { softphone: 'ready', instanceArn, accounts: items }));
    }
    if (what !== 'calls') return problemResponse(404, 'There is no such path.');
    return calls(softphone, request, id, verb);
  };
}

async function calls(
  softphone: Softphone,
  request: EdgeRequest,
  id: string,
  verb: string | undefined,
): Promise<EdgeResponse> {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (id === '' && isRead) return jsonResponse(200, { items: softphone.list().map(callView) });
  if (id !== '' && verb === undefined) {
    return onlyGet(request, () => {
      const call = softphone.find(id);
      return call === undefined ? noSuchCall() : jsonResponse(200, { call: callView(call) });
    });
  }
  if (request.method !== 'POST') return notAllowed(id === '' ? 'GET, POST' : 'POST');
  const refusal = refuseForeignPage(request);
  if (refusal !== undefined) return refusal;
  if (id === '') return dial(softphone, request);
  return move(softphone, request, id, verb);
}

async function dial(softphone: Softphone, request: EdgeRequest): Promise<EdgeResponse> {
  const body = readJson(request, dialled);
  if ('problem' in body) return body.problem;
  try {
    return jsonResponse(201, { call: callView(await softphone.dial(body.value)) });
  } catch (error) {
    return problemResponse(409, error instanceof Error ? error.message : String(error));
  }
}

async function move(
  softphone: Softphone,
  request: EdgeRequest,
  id: string,
  verb: string | undefined,
): Promise<EdgeResponse> {
  switch (verb) {
    case 'answer': {
      const body = readJson(request, nothing);
      return 'problem' in body ? body.problem : moved(200, softphone.answer(id));
    }
    case 'hangup': {
      const body = readJson(request, ending);
      return 'problem' in body ? body.problem : moved(200, softphone.hangUp(id, body.value));
    }
    case 'record': {
      const body = readJson(request, sending);
      return 'problem' in body ? body.problem : moved(202, await softphone.sendRecord(id, body.value));
    }
    default:
      return problemResponse(404, 'A call can be given answer, hangup and record.');
  }
}

function noSuchCall(): EdgeResponse {
  return problemResponse(404, 'There is no such call; calls are forgotten when the run ends.');
}

function moved(status: number, move: Move): EdgeResponse {
  if (move === undefined) return noSuchCall();
  if ('refused' in move) return problemResponse(409, move.refused);
  return jsonResponse(status, { call: callView(move.call) });
}

function onlyGet(request: EdgeRequest, answer: () => EdgeResponse): EdgeResponse {
  return request.method === 'GET' || request.method === 'HEAD' ? answer() : notAllowed('GET');
}

function notAllowed(allow: string): EdgeResponse {
  const response = problemResponse(405, `This path knows ${allow}.`);
  response.headers.set('allow', allow);
  return response;
}
