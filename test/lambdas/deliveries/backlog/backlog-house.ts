import type { Conversion } from '../../../../lambdas/conversions/conversion.ts';
import { deliveryId } from '../../../../lambdas/conversions/conversion-ids.ts';
import {
  type AttemptDependencies,
  attemptDelivery,
  type Next,
} from '../../../../lambdas/deliveries/attempt-delivery.ts';
import { readBacklog } from '../../../../lambdas/deliveries/backlog/backlog-store.ts';
import type { Delivery } from '../../../../lambdas/deliveries/delivery.ts';
import {
  claimDelivery,
  findDelivery,
  finishDelivery,
  putOffDelivery,
  readDelivery,
} from '../../../../lambdas/deliveries/delivery-store.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { noteAccountThrottled } from '../../../../lambdas/settings/destinations/account-throttle-store.ts';
import {
  isDestinationPaused,
  pauseDestination,
} from '../../../../lambdas/settings/destinations/destination-pause-store.ts';
import { readDestinationSettings } from '../../../../lambdas/settings/destinations/destination-settings.ts';
import { readDestination } from '../../../../lambdas/settings/destinations/destination-store.ts';
import { reserveSlot } from '../../../../lambdas/settings/destinations/destination-throttle-store.ts';
import { putDestination } from '../../../../lambdas/settings/destinations/put-destination.ts';
import { emptyTables } from '../../calls/stores.ts';
import { putShop } from '../../lost-answers/settings-rows.ts';
import { now, shop, someCall, someConversion, unhindered } from '../delivery-samples.ts';

/** What a receiver answers: a status, and seconds to wait. */
export interface Reply {
  readonly status: number;
  readonly retryAfter?: number;
}

/** A shop whose webhook answers as told, with the stores as they are; time is a number. */
export class BacklogHouse {
  time = now;
  /** What reached the receiver, and when. */
  readonly received: { readonly conversion: string; readonly at: number }[] = [];
  reply: (at: number) => Reply = () => ({ status: 200 });
  readonly settings: Table;
  readonly calls: Table;

  private constructor(settings: Table, calls: Table) {
    this.settings = settings;
    this.calls = calls;
  }

  static async open(): Promise<BacklogHouse> {
    const tables = await emptyTables();
    await putShop(tables);
    const house = new BacklogHouse(tables.settings, tables.calls);
    await house.putHook('a');
    return house;
  }

  async putHook(letter: string): Promise<void> {
    const wanted = readDestinationSettings(destinations, {
      site: 'shop',
      type: 'webhook',
      settings: { url: 'https://tool.example/in' },
      secrets: { signing: `whsec_${Buffer.alloc(24, letter).toString('base64')}` },
    });
    const dependencies = {
      settings: this.settings,
      createSecrets: async () => undefined,
      deleteSecrets: async () => undefined,
      newToken: () => `token-${letter}`,
      refusal: async () => undefined,
    };
    await putDestination(dependencies, 'hook', wanted, this.time);
  }

  async hook() {
    const found = await readDestination(this.settings, 'shop', 'hook');
    if (found === undefined || found === 'unknown') throw new Error('there is no hook');
    return found;
  }

  conversion(number: number): Conversion {
    const id = `c${String(number).padStart(26, '0')}`;
    return someConversion({ id, call: `call-${number}`, occurredAt: this.time });
  }

  async delivery(number: number): Promise<Delivery | undefined> {
    const { id, call } = this.conversion(number);
    return readDelivery(this.calls, { call, id: deliveryId(id, 'hook') });
  }

  /** One attempt for a conversion; `slot` as the attempt before was told. */
  attempt(number: number, slot?: number): Promise<Next> {
    const conversion = this.conversion(number);
    const { call, id } = conversion;
    const of = { site: 'shop', conversion: id, destination: 'hook' };
    return attemptDelivery({ call, delivery: deliveryId(id, 'hook'), revision: 1, of, slot }, this.deps(conversion));
  }

  /** All that stands in a place of the index `open`. */
  async standing(place: string): Promise<number> {
    const { entries } = await readBacklog(this.calls, place, { limit: 1000, until: this.time });
    return entries.length;
  }

  private deps(conversion: Conversion): AttemptDependencies {
    const { settings, calls } = this;
    return {
      ...unhindered,
      read: (key) => findDelivery(calls, key),
      readFacts: async () => {
        const destination = await this.hook();
        const secrets = { signing: `whsec_${Buffer.alloc(24, 'a').toString('base64')}` };
        return { conversion, call: someCall({ id: conversion.call }), site: shop, destination, secrets };
      },
      putOff: (key, until) => putOffDelivery(calls, key, until),
      claim: (key, claim) => claimDelivery(calls, key, claim),
      finish: (key, claim, finish) => finishDelivery(calls, key, claim, finish),
      pause: (of, pause) => pauseDestination(settings, of, pause),
      isPaused: (of) => isDestinationPaused(settings, of),
      slowDown: (of, to) => noteAccountThrottled(settings, of, to),
      reserveSlot: (of, slot) => reserveSlot(settings, of, slot),
      send: async () => {
        const { status, retryAfter } = this.reply(this.time);
        if (status === 200) this.received.push({ conversion: conversion.id, at: this.time });
        const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
        return { kind: 'response', response: { status, headers, body: '' } };
      },
      sendEmail: async () => ({ kind: 'no-answer' }),
      destinations,
      tokens: new Map(),
      emailFrom: undefined,
      outcomeLink: async () => 'https://shop.example/o',
      now: () => this.time,
      random: () => 0,
    };
  }
}
