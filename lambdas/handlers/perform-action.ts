import * as z from 'zod';
import { performAction } from '../deliveries/catalogue-action/perform-action.ts';
import type { HttpRequest } from '../deliveries/destinations/destination.ts';
import type { Outcome } from '../deliveries/destinations/outcome.ts';
import { resolveName } from '../deliveries/send-address.ts';
import { type Answer, sendRequest } from '../deliveries/send-request.ts';
import { env } from '../platform/names.ts';

const values = z.record(z.string(), z.unknown());

const input = z.object({
  action: z.object({
    destination: z.string(),
    action: z.string(),
    settings: values,
    fields: values,
    accessToken: z.string().exactOptional(),
    endpoint: z.string().exactOptional(),
  }),
  /** ms */
  timeoutMs: z.number(),
});

/** Does an action of the catalogue for the function that sends: its code is loaded here, far from pages and callers. */
export async function handler(event: unknown): Promise<Outcome> {
  const { action, timeoutMs } = input.parse(event);
  return performAction(action, Date.now() + timeoutMs, { send, now: Date.now });
}

function send(request: HttpRequest, timeoutMs: number): Promise<Answer> {
  const privateAddresses = process.env[env.privateDestinations] === 'allow' ? 'allow' : 'refuse';
  return sendRequest(request, { privateAddresses, resolve: resolveName, timeoutMs });
}
