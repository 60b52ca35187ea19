import { useEffect, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { field, parseJson, textField } from '../../fields.ts';
import { readPage } from '../requests/list.ts';
import { parseSoftphoneCall, type SoftphoneCall } from './softphone-call.ts';

/** The dashboard of a local run, which has a softphone, mail and receivers beside it. */
export function onThisMachine(): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
}

/** One that can be played: Amazon Connect, or that of a carrier account. */
export interface PlayedCarrier {
  readonly account: string | undefined;
  readonly words: string;
}

/** The phone of the local run, which plays the carrier. All reject with an `Error` in words. */
export const localSoftphone = {
  exists: async (): Promise<boolean> => {
    const answer = await ask('GET', '').catch(() => undefined);
    return field(answer, 'softphone') === 'ready';
  },
  /** The carriers that it plays. */
  carriers: async (): Promise<readonly PlayedCarrier[]> => {
    const answer = await ask('GET', '');
    const accounts: unknown = field(answer, 'accounts');
    const named = (Array.isArray(accounts) ? accounts : []).flatMap((one: unknown): PlayedCarrier[] => {
      const [account, type] = [textField(one, 'id'), textField(one, 'type')];
      return account === undefined || type === undefined ? [] : [{ account, words: `${account} (${type})` }];
    });
    const connect = { account: undefined, words: 'Amazon Connect' };
    return textField(answer, 'instanceArn') === undefined ? named : [connect, ...named];
  },
  list: async (): Promise<SoftphoneCall[]> =>
    readPage(z.unknown(), await ask('GET', '/calls')).items.flatMap((item) => parseSoftphoneCall(item) ?? []),
  /** `caller` null is withheld; without an account it is a call of Amazon Connect. */
  dial: (number: string, caller: string | null, account: string | undefined) =>
    ask('POST', '/calls', { number, caller, ...(account !== undefined && { account }) }),
  answer: (id: string) => ask('POST', `/calls/${encodeURIComponent(id)}/answer`, {}),
  hangUp: (id: string, by: 'caller' | 'agent') => ask('POST', `/calls/${encodeURIComponent(id)}/hangup`, { by }),
  /** Sends the carrier's final record once more, as carriers do. */
  repeatRecord: (id: string) => ask('POST', `/calls/${encodeURIComponent(id)}/record`, {}),
};

async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const request: RequestInit = { method, signal: AbortSignal.timeout(15_000) };
  if (body !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  const response = await fetch(`/local/softphone${path}`, request).catch(() => undefined);
  if (response === undefined) throw new Error('The softphone cannot be reached.');
  const answer = parseJson(await response.text().catch(() => ''));
  if (response.ok) return answer;
  const errors = field(answer, 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const about = [textField(first, 'field'), textField(first, 'detail')].filter(Boolean).join(' ');
  throw new Error(about || textField(answer, 'detail') || `The softphone answers ${response.status}.`);
}

/** Only a local run has a softphone; a deployed dashboard does not even ask. */
export function useSoftphoneExists(): boolean {
  const [exists, setExists] = useState(false);
  useEffect(() => {
    if (onThisMachine()) void localSoftphone.exists().then(setExists);
  }, []);
  return exists;
}
