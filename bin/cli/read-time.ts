import * as z from 'zod';
import { requestTime } from '../../lambdas/platform/http/request-time.ts';

const time = z.union([z.iso.date(), z.iso.datetime({ offset: true, precision: -1 }), requestTime]);

/** A time or a day in a command line, ms since 1970; a day begins in UTC. Undefined for anything else, such as a day that no calendar has. */
export function readTime(text: string): number | undefined {
  const { data } = time.safeParse(text);
  return data === undefined ? undefined : Date.parse(data);
}
