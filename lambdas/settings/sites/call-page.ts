import * as z from 'zod';
import { knownPart } from '../../platform/known-part.ts';
import { storedHourSpan } from '../opening-hours/hour-span.ts';

/** `callPage` as it is stored: the types and no more. Its fields are told of in `call-page-settings.ts`; both must name the same. */
export const storedCallPage = z.object({
  name: z.string().optional(),
  language: z.string().optional(),
  colors: z.object({ accent: z.string().optional(), background: z.string().optional() }).optional(),
  hours: z.array(storedHourSpan).optional(),
});
export type CallPage = Readonly<z.infer<typeof storedCallPage>>;

/** As far as this version knows it: what only a newer one knows is as if it had not been said. */
export function readCallPage(stored: unknown): CallPage {
  const read = knownPart(storedCallPage, stored ?? {});
  return 'misfit' in read ? {} : read.value;
}
