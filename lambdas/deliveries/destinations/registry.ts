import type { Destination } from './destination.ts';
import { email } from './email/email.ts';
import { googleAds } from './google/google-ads.ts';
import { webhook } from './webhook/webhook.ts';

/** Every kind of destination by its `type`. Parse settings and secrets with its schemas before handing them over. */
export const destinations: ReadonlyMap<string, Destination<unknown, unknown>> = new Map(
  [webhook, email, googleAds].map((each): [string, Destination<unknown, unknown>] => [each.type, each]),
);
