import type { NewCarrierMessage } from '../carrier-message.ts';

/** What Amazon Connect sent, for the work queue, by the way that it came. `receivedAt` in ms. */
export function connectMessage(
  hook: 'lookup' | 'events' | 'records' | 'rules',
  receivedAt: number,
  payload: { readonly raw: string } | { readonly stored: string },
): NewCarrierMessage {
  return { kind: 'carrier', carrier: 'connect', hook, receivedAt, ...payload };
}
