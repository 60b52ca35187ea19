import { setTimeout as sleep } from 'node:timers/promises';
import { connectCaller } from '../e2e/connect-caller.ts';
import { type Management, management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import type { LocalRun } from '../start-local-run.ts';
import { type CrowdCall, crowdCall, crowdNumber, crowdSite, setUpCrowd } from './crowd-calls.ts';
import { random } from './told-in-any-order.ts';

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
    const query: string = `site=${crowdSite}&limit=200${cursor === undefined ? '' : `&cursor=${cursor}`}`;
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
    trackedNumber: crowdNumber,
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
