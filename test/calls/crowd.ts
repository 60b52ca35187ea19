import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { type ConnectCaller, connectCaller } from '../e2e/connect-caller.ts';
import { contact } from '../e2e/connect-payloads.ts';
import { type Management, management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import { channelRecord } from '../lambdas/calls/carriers/freeswitch/samples.ts';
import type { LocalRun } from '../start-local-run.ts';
import { random } from './told-in-any-order.ts';

const site = 'crowd';
const number = '+13055550190';
const password = randomBytes(24).toString('hex');
const signing = `whsec_${randomBytes(32).toString('base64')}`;

/** A shop with a printed number, a rule, and accounts of the carriers that need one. */
export async function setUpCrowd(api: Management): Promise<void> {
  await api.must(`PUT /v1/sites/${site}`, { name: 'Crowd', siteKey: 'pk_crowd', origins: ['https://crowd.example'] });
  await api.must('PUT /v1/pools/crowd-print', { site, kind: 'source', source: 'print', numbers: [number] });
  await api.must('PUT /v1/rules/crowd-talk', {
    site,
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
  });
  await api.must('PUT /v1/carrier-accounts/pbx', { type: 'generic', secrets: { signing } });
  await api.must('PUT /v1/carrier-accounts/fs', { type: 'freeswitch', secrets: { password } });
}

/** A call of the crowd: how its carrier tells of it, step by step, and what it must come to. */
interface CrowdCall {
  readonly id: string;
  readonly caller: string;
  readonly legs: number;
  readonly steps: readonly (() => Promise<unknown>)[];
}

/** What became of a crowd of calls. */
export interface CrowdResult {
  readonly calls: number;
  readonly messages: number;
  readonly complete: number;
  /** Ids that are in the list more than once, and calls with another number of conversions than one. */
  readonly twice: number;
  /** Some of those that are not what they should be, in words. */
  readonly wrong: readonly string[];
  readonly seconds: number;
}

export interface CrowdOptions {
  readonly calls: number;
  readonly seed: number;
  /** Share of messages that come twice, and of those that come at another place than their own. */
  readonly duplicated: number;
  readonly reordered: number;
}

/** Lets all of them ring at once, and waits until nothing changes any more. */
export async function playCrowd(run: LocalRun, options: CrowdOptions): Promise<CrowdResult> {
  const api = management(run);
  await untilTaken(() => setUpCrowd(api));
  const connect = await connectCaller(run);
  try {
    const started = Date.now();
    const next = random(options.seed);
    const startedAt = Math.floor(started / 1000) * 1000;
    const crowd = Array.from({ length: options.calls }, (_, index) => crowdCall(index, { run, connect, startedAt }));
    const withConnection = limited(connections);
    const told = crowd.map(({ steps }) => disturbed(steps, options, next));
    await Promise.all(
      told.map(async (steps) => {
        for (const step of steps) await untilTaken(() => withConnection(step));
      }),
    );
    const judged = await soon(
      () => judge(api, crowd),
      ({ complete, twice }) => complete === crowd.length && twice === 0,
      { seconds: 60 + options.calls },
    );
    const messages = told.reduce((sum, steps) => sum + steps.length, 0);
    return { calls: crowd.length, messages, ...judged, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    connect.close();
  }
}

function disturbed<T>(steps: readonly T[], { duplicated, reordered }: CrowdOptions, next: () => number): T[] {
  const told = steps.flatMap((step) => (next() < duplicated ? [step, step] : [step]));
  for (let at = 0; at < told.length; at++) {
    if (next() >= reordered) continue;
    const [step] = told.splice(at, 1);
    if (step !== undefined) told.splice(Math.floor(next() * (told.length + 1)), 0, step);
  }
  return told;
}

/** A carrier sends again what was not taken, for so long, ms. */
const sendsFor = 10 * 60_000;

async function untilTaken(step: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + sendsFor;
  for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
    try {
      await step();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(pause * (0.5 + Math.random()));
    }
  }
}

/** All calls are under way at once; of their messages no more than these, as carriers have so many connections. */
const connections = 32;

/** Lets at most so many run at a time; the others wait in the order in which they came. */
function limited(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

interface Stage {
  readonly run: LocalRun;
  readonly connect: ConnectCaller;
  /** ms */
  readonly startedAt: number;
}

/** Each third one comes by another carrier. All wait 5 s and talk 60 s. */
function crowdCall(index: number, stage: Stage): CrowdCall {
  const caller = `+1${202 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`;
  const carriers = [byConnect, byPbx, byFreeSwitch];
  const play = carriers[index % carriers.length] ?? byPbx;
  return { caller, ...play(`crowd-${index}`, caller, stage) };
}

type Play = (id: string, caller: string, stage: Stage) => Pick<CrowdCall, 'id' | 'legs' | 'steps'>;

const byConnect: Play = (_id, caller, { connect, startedAt }) => {
  const call = contact(number, caller, { startedAt, wait: 5, talk: 60 });
  const steps = [
    () => connect.lookup(call),
    () => connect.event(call, 'INITIATED', call.startedAt),
    () => connect.event(call, 'CONNECTED_TO_AGENT', call.startedAt + 5000),
    () => connect.event(call, 'DISCONNECTED', call.endedAt),
    () => connect.record(call),
  ];
  return { id: call.id, legs: 1, steps };
};

const byPbx: Play = (id, caller, { run, startedAt }) => {
  const at = (seconds: number) => new Date(startedAt + seconds * 1000).toISOString();
  const send = (hook: string, message: object) => () => {
    const body = JSON.stringify(message);
    const signature = new Webhook(signing).sign('msg_1', new Date(), body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    return post(run, `pbx/${hook}`, body, {
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
  };
  const ends = { id, from: caller, to: number };
  const times = { startedAt: at(0), answeredAt: at(5), endedAt: at(65), talkSeconds: 60 };
  const steps = [
    send('lookup', ends),
    send('calls', { ...ends, event: 'ringing', at: at(0) }),
    send('calls', { id, event: 'answered', at: at(5), agent: 'anna' }),
    send('calls', { id, event: 'ended', at: at(65) }),
    send('calls', { ...ends, event: 'record', ...times }),
  ];
  return { id: `pbx-${id}`, legs: 1, steps };
};

const byFreeSwitch: Play = (id, caller, { run, startedAt }) => {
  const epoch = (seconds: number) => String(startedAt / 1000 + seconds);
  const times = (from: number, answered: number) => ({
    start_epoch: epoch(from),
    answer_epoch: epoch(answered),
    bridge_epoch: epoch(answered),
    end_epoch: epoch(65),
    hangup_cause: 'NORMAL_CLEARING',
  });
  const phone = channelRecord({
    direction: 'outbound',
    uuid: `${id}-b`,
    call_uuid: id,
    dialed_user: '1',
    ...times(1, 5),
  });
  const whole = channelRecord({ direction: 'inbound', uuid: id, call_uuid: id, sip_req_user: number, ...times(0, 5) });
  const callflow = [{ caller_profile: { caller_id_number: caller, destination_number: number } }];
  const authorization = `Basic ${Buffer.from(`freeswitch:${password}`).toString('base64')}`;
  const send = (record: object) => () => post(run, 'fs/calls', JSON.stringify(record), { authorization });
  return { id: `fs-${id}`, legs: 1, steps: [send(phone), send({ ...whole, callflow })] };
};

async function post({ url }: LocalRun, path: string, body: string, headers: Record<string, string>): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  const response = await fetch(`${url}/v1/carriers/${path}`, { ...init, signal: AbortSignal.timeout(20_000) });
  await response.text();
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
}

interface ListedCall {
  readonly call: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly conversions: number;
}

interface ListPage {
  readonly items: readonly ListedCall[];
  readonly cursor?: string;
}

async function readList(api: Management): Promise<readonly ListedCall[]> {
  const listed: ListedCall[] = [];
  let cursor: string | undefined;
  do {
    const query: string = `site=${site}&limit=200${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const page: ListPage = await api.must<ListPage>(`GET /v1/calls?${query}`).catch(() => ({ items: [] }));
    listed.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return listed;
}

/** By the list that people see: all of it is read each time. */
async function judge(api: Management, crowd: readonly CrowdCall[]) {
  const listed = await readList(api);
  const byId = new Map(listed.map((item) => [item.call.id, item]));
  const wrong = crowd.flatMap((call) => whyWrong(call, byId.get(call.id)));
  const repeated = listed.length - byId.size + listed.filter(({ conversions }) => conversions > 1).length;
  const unknown = listed.filter(({ call }) => !crowd.some(({ id }) => id === call.id)).length;
  return { complete: crowd.length - wrong.length, twice: repeated + unknown, wrong: wrong.slice(0, 5) };
}

function whyWrong({ id, caller, legs }: CrowdCall, listed: ListedCall | undefined): string[] {
  if (listed === undefined) return [`${id} is not in the list`];
  const { call, conversions } = listed;
  const expected = {
    status: 'completed',
    final: true,
    caller,
    trackedNumber: number,
    talkSeconds: 60,
    waitSeconds: 5,
    legs,
  };
  const differing = Object.entries(expected).filter(([name, value]) => call[name] !== value);
  if (conversions !== 1) return [`${id} has ${conversions} conversions`];
  return differing.length === 0
    ? []
    : [`${id}: ${differing.map(([name]) => `${name} is ${String(call[name])}`).join(', ')}`];
}
