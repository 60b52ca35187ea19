import type { Api } from '../../requests/api.ts';

/** What a person fills in: texts as typed. */
export interface OutcomeDraft {
  readonly kind: 'outcome' | 'sale' | 'refund';
  readonly outcome: string;
  readonly amount: string;
  /** The phone code that the caller said; empty for none. */
  readonly code: string;
}

/** The body of `POST /v1/calls/{call}/outcome`, or what is missing, in words. */
export function outcomeBody(
  draft: OutcomeDraft,
  currency: string,
  eventId: string,
): { body: unknown } | { missing: string } {
  const outcome = draft.outcome.trim();
  const code = draft.code.trim();
  const told = { ...(outcome !== '' && { outcome }), ...(code !== '' && { phoneCode: code }) };
  const amount = draft.amount.trim().replace(',', '.');
  // A code is said in the middle of a call, when nothing is sold yet.
  if (draft.kind === 'outcome' || (amount === '' && code !== '')) {
    const isEmpty = outcome === '' && code === '';
    return isEmpty ? { missing: 'Say what came of the call.' } : { body: { eventId, ...told } };
  }
  if (!/^\d+(\.\d+)?$/.test(amount)) return { missing: 'The amount must be a number like 129.50.' };
  return { body: { eventId, ...told, revenue: { kind: draft.kind, amount, currency } } };
}

/** Unique among what this dashboard ever reports. */
export function newEventId(): string {
  return `dashboard-${crypto.randomUUID().slice(0, 13)}`;
}

/** Reports of a call; the API has taken it down when this resolves, what follows from it comes a moment later. */
export function reportOutcome(api: Api, call: string, body: unknown): Promise<unknown> {
  return api.post(`/v1/calls/${encodeURIComponent(call)}/outcome`, body);
}
