import * as z from 'zod/mini';
import type { Get } from './requests/api.ts';
import { readPage } from './requests/list.ts';
import { unknownSite } from './site.ts';

/** Whether there are calls to numbers in no pool that the key may see. */
export function hasUnknownCalls(get: Get): Promise<boolean> {
  return get(`/v1/calls?site=${unknownSite.id}&limit=1`).then(
    (page) => readPage(z.unknown(), page).items.length > 0,
    () => false,
  );
}
