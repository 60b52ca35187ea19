import type { CarrierMessage } from '../calls/carriers/carrier-message.ts';
import type { ParsedPayload } from '../calls/carriers/parsed-payload.ts';
import { carriers } from '../calls/carriers/registry.ts';
import type { RouteTaken } from '../calls/observation.ts';

/** What a message tells of calls, and what its carrier really sent. */
export interface ParsedMessage {
  readonly parsed: ParsedPayload;
  /** ms since 1970. */
  readonly receivedAt: number;
  readonly payload: { readonly raw: string } | { readonly stored: string };
}

/** Parses what a carrier sent; `load` fetches an archived text. */
export async function parseMessage(
  message: CarrierMessage,
  load: (key: string) => Promise<string>,
): Promise<ParsedMessage> {
  const { receivedAt } = message;
  const payload = 'stored' in message ? { stored: message.stored } : { raw: message.raw };
  const raw = 'stored' in payload ? await load(payload.stored) : payload.raw;
  return { parsed: withRoute(readPayload(message, raw), message.route), receivedAt, payload };
}

/** What was answered stands beside what was asked. */
function withRoute(parsed: ParsedPayload, route: RouteTaken | undefined): ParsedPayload {
  if (route === undefined || !('observations' in parsed)) return parsed;
  return { observations: parsed.observations.map((one) => ({ ...one, fields: { ...one.fields, route } })) };
}

function readPayload({ carrier, account, hook, settings, receivedAt }: CarrierMessage, raw: string): ParsedPayload {
  const known = carriers.get(carrier);
  if (known === undefined) return { malformed: 'the carrier is not known' };
  const parsed = known.settings.safeParse(settings);
  if (!parsed.success) return { malformed: "the account's settings are not known" };
  return known.read({ account, hook, settings: parsed.data, raw }, receivedAt);
}
