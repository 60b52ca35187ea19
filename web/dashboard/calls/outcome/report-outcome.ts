import type { Api } from '../../requests/api.ts';

/** Reports of a call; the API has taken it down when this resolves, what follows from it comes a moment later. */
export function reportOutcome(api: Api, call: string, body: unknown): Promise<unknown> {
  return api.post(`/v1/calls/${encodeURIComponent(call)}/outcome`, body);
}
