import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { type AttemptDeps, attemptDelivery, type Next } from '../../../lambdas/conversions/attempt-delivery.ts';
import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import type { Delivery } from '../../../lambdas/conversions/delivery.ts';
import type { Abilities, Destination, HttpRequest } from '../../../lambdas/conversions/destinations/destination.ts';
import type { Answer } from '../../../lambdas/conversions/send-request.ts';
import { freshDelivery, now, shop, someCall, someConversion } from './delivery-samples.ts';

/** How a receiver treats what it gets: `ids` drops what it knows, `overwrites` keeps the last value, `counts` counts each. */
export type Memory = 'ids' | 'overwrites' | 'counts';

/** What happens to one request: answered; refused; received or not, and never answered; received late, and never answered. */
export type Fate = 'ok' | 'error' | 'lost' | 'never' | 'late';

/** The time that a late request is under way, ms: shorter than a newer revision waits. */
const late = 200_000;
/** A function that has run so long is ended, ms. */
const lifetime = 30_000;

interface Gate {
  readonly startedAt: number;
  readonly open: () => void;
}

/** One delivery, its receiver, and attempts whose every step is held until it is let go; time is a number. */
export class DeliveryWorld {
  time = now;
  delivery: Delivery = freshDelivery();
  conversion: Conversion = someConversion();
  /** What counts at the receiver, in order. */
  readonly received: { readonly revision: number; readonly minor: number; readonly id: string }[] = [];
  /** Everything that reached the receiver, duplicates too. */
  readonly arrivals: number[] = [];
  readonly fates: Fate[] = [];
  private gates: Gate[] = [];
  private underWay: { readonly at: number; readonly request: HttpRequest }[] = [];
  private readonly memory: Memory;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /** Settle decided on a new value; `retire` takes the conversion back. */
  want(retire = false): void {
    if (this.conversion.state === 'retired') return;
    const revision = this.conversion.revision + 1;
    const state = retire ? 'retired' : 'open';
    const value = { minor: retire ? 0 : 1000 * revision, currency: 'EUR' };
    this.conversion = { ...this.conversion, revision, value, state };
    this.delivery = { ...this.delivery, wanted: revision, state: 'pending' };
  }

  /** Starts an attempt; its every step waits in a gate. */
  attempt(revision: number): Promise<Next> {
    const startedAt = this.time;
    const held = async () => new Promise<void>((open) => this.gates.push({ startedAt, open }));
    return attemptDelivery({ call: 'call-1', delivery: this.delivery.id, revision }, this.deps(held));
  }

  /** Lets one held step go, after some time. */
  async step(which: number, ms: number): Promise<void> {
    this.pass(ms);
    if (this.gates.length === 0) return;
    const [gate] = this.gates.splice(which % this.gates.length, 1);
    gate!.open();
    await settled();
  }

  /** One attempt is gone, with whatever it was about to do. */
  kill(which: number): void {
    if (this.gates.length > 0) this.gates.splice(which % this.gates.length, 1);
  }

  pass(ms: number): void {
    this.time += ms;
    this.gates = this.gates.filter(({ startedAt }) => this.time - startedAt < lifetime);
    for (const { request } of this.underWay.filter(({ at }) => at <= this.time)) this.receive(request);
    this.underWay = this.underWay.filter(({ at }) => at > this.time);
  }

  /** From now on nothing goes wrong: attempts of the newest revision until one has nothing left to do. */
  async end(): Promise<Next> {
    this.gates = [];
    this.fates.length = 0;
    for (let round = 0; round < 100; round++) {
      const attempt = this.attempt(this.delivery.wanted);
      let over = false;
      void attempt.finally(() => {
        over = true;
      });
      await settled();
      while (!over) await this.step(0, 10);
      const next = await attempt;
      if (next.next !== 'wait') {
        this.pass(late);
        return next;
      }
      this.pass(next.seconds * 1000);
    }
    throw new Error('it never ends');
  }

  private deps(held: () => Promise<void>): AttemptDeps {
    return {
      read: async () => {
        await held();
        return this.delivery;
      },
      readFacts: async () => {
        await held();
        const { conversion } = this;
        const destination = { type: 'model', settings: {}, version: 1 };
        return { conversion, call: someCall(), site: shop, destination, secrets: {} };
      },
      claim: async (_key, claim) => {
        await held();
        const { wanted, attempted, nextAt, state, asking, restsUntil, sending } = this.delivery;
        const isSame = attempted === claim.revision;
        const isFree = isDeepStrictEqual(sending, claim.dead);
        if (wanted !== claim.revision || !isFree) return false;
        if (isSame ? nextAt > claim.since : restsUntil > claim.since) return false;
        if (isSame && state !== 'pending' && asking === undefined) return false;
        const { revision, since, attempts, unsure = this.delivery.unsure } = claim;
        const now = {
          ...this.delivery,
          sending: { revision, since },
          attempted: revision,
          nextAt: since,
          attempts,
          unsure,
        };
        this.delivery = { ...now, state: claim.asks ? state : 'pending' };
        await held();
        return true;
      },
      finish: async (_key, { revision, since }, finish) => {
        await held();
        if (!isDeepStrictEqual(this.delivery.sending, { revision, since })) return false;
        const state = this.delivery.wanted > revision ? 'pending' : finish.state;
        this.delivery = { ...this.delivery, asking: undefined, ...finish, state, sending: undefined };
        await held();
        return true;
      },
      send: async (request) => {
        await held();
        const answer = this.exchange(request, this.fates.shift() ?? 'ok');
        await held();
        return answer;
      },
      sendEmail: async () => ({ kind: 'no-answer' }),
      destinations: new Map([['model', modelDestination(this.memory)]]),
      tokens: new Map(),
      emailFrom: undefined,
      now: () => this.time,
      random: () => 0,
    };
  }

  private exchange(request: HttpRequest, fate: Fate): Answer {
    if (fate === 'ok' || fate === 'lost') this.receive(request);
    if (fate === 'late') this.underWay.push({ at: this.time + late, request });
    if (fate === 'ok') return { kind: 'response', response: { status: 200, headers: {}, body: '' } };
    if (fate === 'error') return { kind: 'response', response: { status: 500, headers: {}, body: '' } };
    return { kind: 'no-answer', detail: 'no answer in time' };
  }

  private receive({ body }: HttpRequest): void {
    const told = message.parse(JSON.parse(body!));
    this.arrivals.push(told.revision);
    const isKnown = this.memory === 'ids' && this.received.some(({ id }) => id === told.id);
    if (!isKnown) this.received.push(told);
  }
}

const message = z.object({ id: z.string(), revision: z.number(), minor: z.number() });

function modelDestination(memory: Memory): Destination<unknown, unknown> {
  const dedupe: Abilities['dedupe'] = memory === 'counts' ? 'none' : { key: 'id', windowSeconds: 5 * 86_400 };
  return {
    type: 'model',
    settings: z.unknown(),
    secrets: z.unknown(),
    can: { restate: true, retract: memory === 'ids', dedupe, identifiers: [], consentNeeded: 'none' },
    build: ({ conversion: { revision, value }, delivery }) => ({
      kind: 'request',
      request: {
        method: 'POST',
        url: 'https://model.example',
        headers: {},
        body: JSON.stringify({ id: `${delivery.id}_${revision}`, revision, minor: value.minor }),
      },
    }),
    read: ({ status }) =>
      status === 200 ? { kind: 'delivered' } : { kind: 'transient', detail: `answered ${status}` },
  };
}

/** Until every attempt waits in a gate or is over. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
