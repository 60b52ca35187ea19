import { type ListedCall, listedCall } from '../../../../lambdas/journal/call-answer.ts';
import type { Get } from '../../requests/api.ts';
import { type ListPage, readPage } from '../../requests/list.ts';

/** One page of calls, the newest first. */
export async function readCalls(get: Get, query: URLSearchParams): Promise<ListPage<ListedCall>> {
  return readPage(listedCall, await get(`/v1/calls?${query}`));
}
