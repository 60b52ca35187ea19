import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import { type AttemptDependencies, attemptDelivery, type Next } from '../../../lambdas/deliveries/attempt-delivery.ts';
import type { Delivery } from '../../../lambdas/deliveries/delivery.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import {
  claimDelivery,
  finishDelivery,
  putOffDelivery,
  readDelivery,
} from '../../../lambdas/deliveries/delivery-store.ts';
import type { HttpRequest } from '../../../lambdas/deliveries/destinations/destination.ts';
import type { Answer } from '../../../lambdas/deliveries/send-request.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { createTable, type TryFate, unreliableDynamoDB } from '../../embedded-dynamodb.ts';
import { freshDelivery, now, shop, someCall, someConversion, unhindered } from './delivery-samples.ts';
import { type Memory, modelDestination, toldIn } from './model-destination.ts';

/** What happens to one request: answered; refused; received or not, and never answered; received late, and never answered. */
export type Fate = 'ok' | 'error' | 'lost' | 'never' | 'late';

/** The time that a late request is under way, ms: shorter than a newer revision waits. */
const late = 200_000;
/** What the receiver refused is not sent again for so long, ms. */
const soonest = 5_000;
/** A function that has run so long is ended, ms. */
const lifetime = 30_000;

interface Gate {
  /** Which attempt waits in it. */
  readonly attempt: number;
  readonly startedAt: number;
  readonly open: () => void;
}

/** A table of calls whose writes lose their answers as told. */
export interface UnreliableCalls extends Table {
  /** What becomes of the next writes' first tries. */
  readonly tries: TryFate[];
  /** Lets tries arrive that were held. */
  readonly arrive: () => Promise<void>;
}

export async function unreliableCalls(): Promise<UnreliableCalls> {
  const tries: TryFate[] = [];
  const { documents, arrive } = unreliableDynamoDB(({ attempt }) => (attempt === 1 && tries.shift()) || 'answered');
  return { documents, name: await createTable('Calls'), tries, arrive };
}

/** One delivery as the table has it, its receiver, and attempts whose every step is held until it is let go; time is a number. */
export class DeliveryWorld {
  time = now;
  conversion: Conversion = someConversion();
  /** What counts at the receiver, in order. */
  readonly received: { readonly revision: number; readonly minor: number; readonly id: string }[] = [];
  /** Everything that reached the receiver, duplicates too. */
  readonly arrivals: number[] = [];
  readonly fates: Fate[] = [];
  /** Attempts that died, and requests that were never answered: without any, nothing is unknown. */
  losses = 0;
  /** Requests that came sooner after a refusal of the same revision than they should. */
  hastes = 0;
  private readonly notBefore = new Map<number, number>();
  private readonly key = { call: `call-${randomUUID()}`, id: freshDelivery().id };
  private readonly calls: UnreliableCalls;
  private readonly memory: Memory;
  private readonly answersLater: boolean;
  /** How often the receiver was asked for what came of each thing that it accepted. */
  readonly asked = new Map<string, number>();
  private gates: Gate[] = [];
  private underWay: { readonly at: number; readonly request: HttpRequest }[] = [];
  private attempts = 0;
  /** Operations of the table that are not over. */
  private operations = 0;

  /** `answersLater`: the receiver only accepts, and tells what came of it when it is asked, from the second time on. */
  constructor(calls: UnreliableCalls, memory: Memory, answersLater = false) {
    this.calls = calls;
    this.memory = memory;
    this.answersLater = answersLater;
  }

  async delivery(): Promise<Delivery> {
    const delivery = await readDelivery(this.calls, this.key);
    if (delivery === undefined) throw new Error('there is no such delivery');
    return delivery;
  }

  /** Settle decided on a new value; `retire` takes the conversion back. */
  want(retire = false): void {
    if (this.conversion.state === 'retired') return;
    const revision = this.conversion.revision + 1;
    const value = { minor: retire ? 0 : 1000 * revision, currency: 'EUR' };
    this.conversion = { ...this.conversion, revision, value, state: retire ? 'retired' : 'open' };
  }

  /** Takes away what makes a newer revision wait for the one before. */
  async forgetRest(): Promise<void> {
    const UpdateExpression = 'REMOVE restsUntil';
    await this.calls.documents.send(
      new UpdateCommand({ TableName: this.calls.name, Key: deliveryKey(this.key), UpdateExpression }),
    );
  }

  /** Starts an attempt; its every step waits in a gate. */
  async attempt(revision = this.conversion.revision): Promise<Next> {
    const startedAt = this.time;
    const attempt = ++this.attempts;
    const held = async () => new Promise<void>((open) => this.gates.push({ attempt, startedAt, open }));
    const { call, id } = this.key;
    const { site, conversion, destination } = freshDelivery();
    return attemptDelivery({ call, delivery: id, revision, of: { site, conversion, destination } }, this.deps(held));
  }

  /** Starts an attempt, and lets it go on by so many steps at once. */
  async begin(revision: number, steps: number): Promise<void> {
    void this.attempt(revision);
    await this.step(this.gates.length - 1, 0, steps);
  }

  /** Lets one attempt go on by so many steps, each after some time. */
  async step(which: number, ms: number, steps = 1): Promise<void> {
    const attempt = this.gates[which % this.gates.length]?.attempt;
    for (let step = 0; step < steps; step++) {
      this.pass(ms);
      const index = this.gates.findIndex((gate) => gate.attempt === attempt);
      if (index === -1) return;
      this.gates.splice(index, 1)[0]!.open();
      await this.settled();
    }
  }

  /** One attempt is gone, with whatever it was about to do. */
  kill(which: number): void {
    if (this.gates.length === 0) return;
    this.gates.splice(which % this.gates.length, 1);
    this.losses += 1;
  }

  pass(ms: number): void {
    this.time += ms;
    const alive = this.gates.filter(({ startedAt }) => this.time - startedAt < lifetime);
    this.losses += this.gates.length - alive.length;
    this.gates = alive;
    for (const { request } of this.underWay.filter(({ at }) => at <= this.time)) this.receive(request);
    this.underWay = this.underWay.filter(({ at }) => at > this.time);
  }

  /** From now on nothing goes wrong: attempts under way go on, then others follow until one has nothing left to do. */
  async end(): Promise<Next> {
    this.fates.length = 0;
    this.calls.tries.length = 0;
    await this.calls.arrive();
    while (this.gates.length > 0) await this.step(0, 10);
    for (let round = 0; round < 100; round++) {
      const attempt = this.attempt();
      let over = false;
      void attempt.finally(() => {
        over = true;
      });
      await this.settled();
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

  /** The sweep finds that no attempt has come to the newest revision. */
  async sweep(): Promise<void> {
    const { site, conversion, destination } = freshDelivery();
    const wanted = { ...this.key, site, conversion, destination, wanted: this.conversion.revision };
    await wantDelivery(this.calls, wanted, { at: this.time + 300_000, looks: 1 }).catch((error: Error) => {
      // One whose tries all lose their answers is over; the next one goes on.
      if (error.message !== 'socket hang up') throw error;
    });
  }

  private deps(held: () => Promise<void>): AttemptDependencies {
    /** An attempt may die before an operation of the table, and after it. */
    const stored = async <Result>(operation: () => Promise<Result>) => {
      await held();
      this.operations += 1;
      const result = await operation().finally(() => {
        this.operations -= 1;
      });
      await held();
      return result;
    };
    return {
      ...unhindered,
      read: (key) => stored(() => readDelivery(this.calls, key)),
      readFacts: async () => {
        await held();
        const { conversion } = this;
        const destination = { type: 'model', settings: {}, version: 1 };
        return { conversion, call: someCall(), site: shop, destination, secrets: {} };
      },
      putOff: (key, until) => stored(() => putOffDelivery(this.calls, key, until)),
      claim: (key, claim) => stored(() => claimDelivery(this.calls, key, claim)),
      finish: (key, claim, finish) => stored(() => finishDelivery(this.calls, key, claim, finish)),
      send: async (request) => {
        await held();
        const answer = this.exchange(request, this.fates.shift() ?? 'ok');
        await held();
        return answer;
      },
      sendEmail: async () => ({ kind: 'no-answer' }),
      destinations: new Map([['model', modelDestination(this.memory, this.answersLater)]]),
      tokens: new Map(),
      emailFrom: undefined,
      outcomeLink: async (call) => `https://calls.example/v1/outcome/${call}`,
      now: () => this.time,
      random: () => 0,
    };
  }

  private exchange(request: HttpRequest, fate: Fate): Answer {
    if (request.method === 'GET') return this.askedFor(request, fate);
    if (this.time < (this.notBefore.get(toldIn(request).revision) ?? 0)) this.hastes += 1;
    if (fate === 'ok' || fate === 'lost') this.receive(request);
    if (fate === 'late') this.underWay.push({ at: this.time + late, request });
    if (fate === 'ok') {
      const body = toldIn(request).id;
      return { kind: 'response', response: { status: this.answersLater ? 202 : 200, headers: {}, body } };
    }
    if (fate === 'error') this.notBefore.set(toldIn(request).revision, this.time + soonest);
    if (fate === 'error') return { kind: 'response', response: { status: 500, headers: {}, body: '' } };
    this.losses += 1;
    return { kind: 'no-answer', detail: 'no answer in time' };
  }

  /** An answer that is lost is none. */
  private askedFor({ url }: HttpRequest, fate: Fate): Answer {
    const times = (this.asked.get(url) ?? 0) + 1;
    this.asked.set(url, times);
    if (fate === 'error') return { kind: 'response', response: { status: 500, headers: {}, body: '' } };
    if (fate !== 'ok') return { kind: 'no-answer', detail: 'no answer in time' };
    return { kind: 'response', response: { status: times === 1 ? 202 : 200, headers: {}, body: '' } };
  }

  private receive(request: HttpRequest): void {
    const told = toldIn(request);
    this.arrivals.push(told.revision);
    const isKnown = this.memory === 'ids' && this.received.some(({ id }) => id === told.id);
    if (!isKnown) this.received.push(told);
  }

  /** Until every attempt waits in a gate or is over. */
  private async settled(): Promise<void> {
    for (let turn = 0; turn < 3; ) {
      await new Promise((resolve) => setImmediate(resolve));
      turn = this.operations > 0 ? 0 : turn + 1;
    }
  }
}
