import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine.ts';
import { invokeEventually } from '../invoke-eventually.ts';

/** What a rule can send to. */
export interface Target {
  /** Delivers one payload, with the retries that belong to the service in between; false if it was given up. */
  deliver(payload: unknown): Promise<boolean>;
}

/** Finds a target by ARN once all resources exist; undefined if nothing of that ARN can receive. */
export type FindTarget = (arn: string) => Target | undefined;

/** Hands a text to a queue or state machine. */
export type Sender = (text: string) => Promise<unknown>;

/** Functions, and whatever else `findSender` knows, by their ARNs. */
export function findTarget(machine: Machine, findSender: (arn: string) => Sender | undefined): FindTarget {
  return (arn) => {
    const found = machine.functions.find(arn);
    if (found) return { deliver: (payload) => invokeEventually(machine, found, payload) };
    const send = findSender(arn);
    if (send === undefined) return undefined;
    return { deliver: (payload) => insist(machine, arn, () => send(asText(payload))) };
  };
}

/** JSON without the two characters that it may hold bare and a queue refuses. */
function asText(payload: unknown): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return text.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

async function insist(machine: Machine, arn: string, send: () => Promise<unknown>): Promise<boolean> {
  let reason: unknown;
  for (const seconds of [0, 1, 2]) {
    await sleep(seconds * 1000, undefined, { ref: false });
    try {
      await send();
      return true;
    } catch (error) {
      reason = error;
    }
  }
  machine.log.warn(`An event for ${arn} was given up. ${String(reason)}`);
  return false;
}
