import type { HttpResponse, Probed } from './destination.ts';
import { isSuccess } from './http-response.ts';
import { usualFailure } from './usual-failure.ts';

/** What an answer to a question says that any valid credentials may ask. `missing`: the setting that names what was asked for. */
export function readProbe(response: HttpResponse, receiver: string, missing?: string): Probed {
  const { status } = response;
  if (isSuccess(response)) return { kind: 'known' };
  const detail = `${receiver} answered ${status}`;
  if (status === 403) return { kind: 'auth', detail };
  const isMissing = status === 404 && missing !== undefined;
  return usualFailure(response, receiver) ?? { kind: 'rejected', ...(isMissing && { field: missing }), detail };
}

/**
 * The same where valid credentials need not be allowed to ask, though they may tell conversions: a refusal for want of rights knows them as well as an
 * answer does.
 */
export function readProbeOfRights(response: HttpResponse, receiver: string): Probed {
  return response.status === 403 ? { kind: 'known' } : readProbe(response, receiver);
}
