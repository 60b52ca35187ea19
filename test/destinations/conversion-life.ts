import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import type { Conversion } from '../../lambdas/conversions/conversion.ts';
import { type AttemptDependencies, attemptDelivery, type Next } from '../../lambdas/deliveries/attempt-delivery.ts';
import { actionOutcome } from '../../lambdas/deliveries/catalogue-action/action-outcome.ts';
import {
  claimDelivery,
  finishDelivery,
  putOffDelivery,
  readDelivery,
} from '../../lambdas/deliveries/delivery-store.ts';
import { isGivenBack } from '../../lambdas/deliveries/news/taken-back.ts';
import { emailRefusal } from '../../lambdas/platform/aws/email.ts';
import type { Table } from '../../lambdas/platform/aws/table.ts';
import { seededRandom } from '../bench/leases/random.ts';
import { revenueRule } from '../lambdas/conversions/facts.ts';
import {
  consentingMatch,
  now as firstTime,
  shop,
  someCall,
  someConversion,
  unhindered,
} from '../lambdas/deliveries/delivery-samples.ts';
import type { Life } from './judge.ts';
import { countingOf, type Place, Receiver } from './receiver.ts';
import type { StandIn } from './stand-in.ts';
import type { Trial } from './trials.ts';

/** Where conversions are told, and what is told with them. */
export interface Conditions {
  readonly calls: Table;
  readonly standIn: StandIn;
  readonly trial: Trial;
  readonly seed: number;
  /** Share of requests with a fault, and of attempts that are killed. */
  readonly faulty: number;
  readonly killed: number;
}

/** What one conversion came to, and what it took. */
export interface Lived {
  readonly life: Life;
  readonly requests: number;
  readonly faults: number;
  readonly kills: number;
}

class Killed extends Error {}

/** More attempts than this nobody makes. */
const mostAttempts = 400;

/** One conversion with its values, told by attempts that fail and die, until nothing goes wrong any more; its time is a number. */
export async function liveThrough(conditions: Conditions, index: number): Promise<Lived> {
  const { calls, trial, seed } = conditions;
  const random = seededRandom(seed * 1_000_003 + index);
  const { destination } = trial;
  const id = `c${String(index).padStart(25, '0')}z`;
  const key = { call: `call-${id}`, id: `d${String(index).padStart(25, '0')}z` };
  const of = { site: 'shop', conversion: id, destination: 'hook' };
  let time = firstTime;
  let isCalm = false;
  let kills = 0;
  let conversion: Conversion = someConversion({ id, call: key.call, value: valueOf(1, index) });
  const receiver = new Receiver(conditions, random, {
    now: () => time,
    isCalm: () => isCalm,
    place: (): Place => ({ conversion, index }),
  });

  const attempt = async (): Promise<Next> => {
    receiver.arriveUntil(time);
    const dies = !isCalm && random() < conditions.killed ? 1 + Math.floor(random() * 10) : 0;
    let steps = 0;
    const step = () => {
      if (++steps === dies) throw new Killed();
    };
    /** An attempt may die before each thing that it does, and after it. */
    const guarded = async <Result>(operation: () => Promise<Result>) => {
      step();
      const result = await operation();
      step();
      return result;
    };
    const dependencies: AttemptDependencies = {
      ...unhindered,
      read: (of) => guarded(() => readDelivery(calls, of)),
      readFacts: () => guarded(async () => factsOf(trial, conversion, index)),
      putOff: (of, until) => putOffDelivery(calls, of, until),
      claim: (of, claim) => guarded(() => claimDelivery(calls, of, claim)),
      finish: (of, claim, finish) => guarded(() => finishDelivery(calls, of, claim, finish)),
      send: (request) => guarded(() => receiver.send(request)),
      sendEmail: (email) =>
        guarded(async () => {
          const answer = await receiver.send(receiver.toldAs(email));
          if (answer.kind !== 'response') return { kind: 'no-answer' };
          const { status } = answer.response;
          return status === 200 ? { kind: 'sent', messageId: 'm' } : emailRefusal(sesError(status));
        }),
      performAction: (action) =>
        guarded(async () => {
          const request = receiver.toldAs(action);
          const answer = await receiver.send(request);
          const hasThrown = answer.kind === 'response' && answer.response.status >= 400;
          return actionOutcome([{ ...request, answer }], hasThrown ? new Error('it was refused') : undefined);
        }),
      destinations: new Map([[destination.type, receiver.overheard(destination)]]),
      tokens: new Map(),
      emailFrom: 'calls@shop.example',
      outcomeLink: async (call) => `https://calls.example/v1/outcome/${call}`,
      now: () => time,
      random,
    };
    const wanted = { call: key.call, delivery: key.id, revision: conversion.revision, of };
    return attemptDelivery(wanted, dependencies).catch((error: unknown): Next => {
      if (!(error instanceof Killed)) throw error;
      kills += 1;
      // Whoever starts it anew comes at once, or when the dead claim is over.
      return { next: 'wait', seconds: random() < 0.5 ? 1 : 121 };
    });
  };
  /** Attempts one after the other, as an execution makes them. */
  const attempts = async (most: number): Promise<boolean> => {
    for (let made = 0; made < most; made++) {
      const next = await attempt();
      if (next.next !== 'wait') return true;
      time += next.seconds * 1000;
    }
    return false;
  };

  const isOfRevenue = random() < 0.5;
  if (isOfRevenue) conversion = { ...conversion, rule: revenueRule() };
  const revisions = 1 + Math.floor(random() * (isOfRevenue ? 5 : 3));
  const isTakenBack = random() < 0.4;
  for (let revision = 1; revision <= revisions; revision++) {
    if (revision > 1)
      conversion = nextRevision(conversion, { index, isGivenBack: isOfRevenue && random() < 0.4, time });
    if (revision > 1 && revision === revisions && isTakenBack)
      conversion = { ...conversion, state: 'retired', value: nothing };
    // Sometimes the next value comes while this one is still being told.
    await attempts(random() < 0.3 ? 1 + Math.floor(random() * 3) : mostAttempts);
    time += Math.floor(random() * 3_600_000);
  }
  isCalm = true;
  await attempts(mostAttempts);
  receiver.arriveUntil(Number.POSITIVE_INFINITY);
  const delivery = await readDelivery(calls, key);
  if (delivery === undefined) throw new Error(`nothing was ever written of ${key.id}`);
  const { losses, refusals, failures, requests, faults, book } = receiver;
  const life = {
    conversion,
    delivery,
    book,
    can: countingOf(trial, conversion.state === 'retired' || isGivenBack(conversion)),
    isSet: trial.sample.idPer === 'person',
    losses: losses + kills,
    refusals,
    failures,
    took: time - firstTime,
  };
  return { life, requests, faults, kills };
}

const nothing = { minor: 0, currency: 'EUR' };

/** Another value, or none any more, as settle decides it: what is sold after all was given back came about then. */
function nextRevision(
  before: Conversion,
  { index, isGivenBack, time }: { readonly index: number; readonly isGivenBack: boolean; readonly time: number },
): Conversion {
  const revision = before.revision + 1;
  if (isGivenBack) return { ...before, revision, value: nothing, sold: [] };
  const { soldAgainAt = [] } = before;
  const isAgain = before.value.minor === 0;
  return {
    ...before,
    revision,
    value: valueOf(revision, index),
    ...(before.sold && { sold: [''] }),
    ...(isAgain && { soldAgainAt: [...soldAgainAt, Math.floor(time / 1000) * 1000] }),
  };
}

/** In whole units, of four digits, and never the same twice in a row. */
function valueOf(revision: number, index: number) {
  return { minor: (1000 * revision + 100 + (index % 799)) * 100, currency: 'EUR' };
}

/** Everybody is told apart: by number, address and click. */
function factsOf({ destination, settings, sample }: Trial, conversion: Conversion, index: number) {
  const names = ['gclid', 'fbclid', 'msclkid', 'ttclid', 'yclid', 'ga', 'ymUid', 'fbp', 'ttp'];
  const ids = Object.fromEntries(names.map((name) => [name, `id-of-${name}-${index}`]));
  const match = { ...consentingMatch(), visit: { ...consentingMatch().visit, clickIds: ids, ids } };
  const number = `+1202555${String(100 + (index % 100)).padStart(4, '0')}`;
  return {
    conversion,
    call: someCall({ id: conversion.call, match, caller: { kind: 'number', number } }),
    site: shop,
    email: `caller-${index}@shop.example`,
    destination: { type: destination.type, settings: { ...Object(settings) }, version: 1 },
    secrets: sample.secrets,
  };
}

/** What Amazon SES throws where it answers with such a status. */
function sesError(status: number) {
  return new SESv2ServiceException({
    name: status === 429 ? 'TooManyRequestsException' : 'MessageRejected',
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
  });
}
