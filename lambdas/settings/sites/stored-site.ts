import * as z from 'zod/mini';
import { site } from './site.ts';

/** What its writers need besides: each change raises the version. */
export const storedSite = z.extend(site, { version: z.int() });
export type StoredSite = Readonly<z.infer<typeof storedSite>>;
