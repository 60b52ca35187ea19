import { gatherMatchFacts } from '../../../lambdas/calls/match/gather-match-facts.ts';
import type { Match } from '../../../lambdas/calls/match/match.ts';
import { matchCall } from '../../../lambdas/calls/match/match-call.ts';
import { startingKnowledge } from '../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import { reportOutcome } from '../../../lambdas/journal/report-outcome.ts';
import { ingestMessage } from '../../../lambdas/settle/ingest-message.ts';
import { type Settled, settle } from '../../../lambdas/settle/settle.ts';
import type { Agenda } from './agenda.ts';
import type { PlayedCall } from './played-call.ts';
import type { Shop } from './shop.ts';
import { toldMessages } from './told-messages.ts';

/** A call as it was made: all of it but what the product makes of it. */
export type TrueCall = Omit<PlayedCall, 'id' | 'startedAt' | 'match' | 'unlearnt'>;

/** Where calls come in: carriers tell of them, and the product settles them. */
export interface CallDesk {
  /** A call begins now; `isJudged`: it is to be held against the truth. */
  readonly ring: (call: TrueCall, isJudged: boolean) => string;
  /** The caller says a code to the agent, who notes it once the call is in the list. */
  readonly noteCode: (call: string, code: string) => void;
  /** Those that are judged, once all is told. */
  readonly judged: () => PlayedCall[];
  /** How many calls the product took for confirmed when it was asked last. */
  readonly confirmed: () => number;
  /** Of these calls, judged or not, all that is true. */
  readonly truthOf: (ids: readonly string[]) => TrueCall[];
}

export function openCallDesk(shop: Shop, agenda: Agenda, random: () => number): CallDesk {
  const calls = new Map<string, Omit<PlayedCall, 'match' | 'unlearnt'>>();
  const truth = new Map<string, TrueCall>();
  const matches = new Map<string, Match>();
  const unlearnt = new Map<string, number>();
  let confirmed = 0;
  let settledSince = 0;
  const codes = new Map<string, string>();
  let made = 0;

  const settleOne = async (id: string) => {
    const settled = await settle(id, shop.settling, agenda.now());
    if (settled === undefined) return;
    const { match } = settled.call;
    matches.set(id, match);
    if (settled.call.final && ++settledSince % hearsEvery === 0) confirmed = await shop.hear(hearsEvery);
    await reportCode(settled);
    // As the sweep does.
    const left = settled.call.finalAt ?? 0;
    if (!settled.call.final) agenda.afterwards((left - agenda.now()) / 1000 + 60, () => settleAll([id]));
    else if (calls.has(id) && !unlearnt.has(id)) unlearnt.set(id, await confidenceUnlearnt(settled, shop));
  };
  const reportCode = async ({ call: { id, startedAt, endedAt } }: Settled) => {
    const phoneCode = codes.get(id);
    if (phoneCode === undefined || endedAt === undefined) return;
    codes.delete(id);
    const reported = {
      call: id,
      source: 'crm',
      currency: 'USD',
      outcomes: undefined,
      site: 'shop',
      startedAt,
      endedAt,
    };
    await reportOutcome(shop.settling, { eventId: 'code', phoneCode }, reported, agenda.now());
  };
  const settleAll = async (ids: readonly string[]) => {
    for (const id of ids) await settleOne(id);
    for (let id = shop.queued.shift(); id !== undefined; id = shop.queued.shift()) await settleOne(id);
  };
  const take = async (body: string) => {
    const dependencies = { calls: shop.settling.calls, load: nowhere, archive: nowhere };
    const kept = await ingestMessage(body, agenda.now(), dependencies);
    if (kept.ignored !== undefined) throw new Error(`a message was of no concern: ${kept.ignored}`);
    await settleAll(kept.calls);
  };

  return {
    ring(call, isJudged) {
      const told = `${++made}`;
      const id = `pbx-${told}`;
      const startedAt = Math.ceil(agenda.now() / 1000) * 1000;
      const { number, caller } = call;
      truth.set(id, call);
      if (isJudged) calls.set(id, { ...call, id, startedAt });
      for (const { at, body } of toldMessages({ id: told, startedAt, number, caller }, random)) {
        agenda.afterwards((at - agenda.now()) / 1000, () => take(body));
      }
      return id;
    },
    noteCode: (call, code) => void codes.set(call, code),
    judged: () =>
      [...calls.values()].map((call) => {
        const match = matches.get(call.id);
        if (match === undefined) throw new Error(`nothing became of call ${call.id}`);
        return { ...call, match, unlearnt: unlearnt.get(call.id) };
      }),
    confirmed: () => confirmed,
    truthOf: (ids) => ids.flatMap((id) => truth.get(id) ?? []),
  };
}

/** So many calls that are over come to the pool together: on a real site they are those of a minute. */
const hearsEvery = 20;

async function nowhere(): Promise<never> {
  throw new Error('nothing is that long here');
}

/** What the product would say of the same facts by what it knows of a pool that has learnt nothing. */
async function confidenceUnlearnt({ call }: Settled, { settling }: Shop): Promise<number> {
  const { facts } = await gatherMatchFacts(call, { ...settling, knowledgeOf: async () => startingKnowledge });
  return matchCall(facts).confidence;
}
