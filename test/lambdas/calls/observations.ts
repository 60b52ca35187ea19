import { parseContactEvent } from '../../../lambdas/calls/carriers/connect/contact-event.ts';
import { parseContactRecord } from '../../../lambdas/calls/carriers/connect/contact-record.ts';
import { parseConnectLookup } from '../../../lambdas/calls/carriers/connect/lookup-event.ts';
import type { ParsedPayload } from '../../../lambdas/calls/carriers/parsed-payload.ts';
import type { Observation } from '../../../lambdas/calls/observation.ts';

const receivedAt = Date.parse('2022-04-08T14:59:40.500Z');

export const fromLookup = (payload: unknown, at = receivedAt) => only(parseConnectLookup(payload, at));
export const fromEvent = (envelope: unknown) => only(parseContactEvent(envelope));
export const fromRecord = (record: unknown) => only(parseContactRecord(record, receivedAt));

function only(parsed: ParsedPayload): Observation {
  if (!('observations' in parsed) || parsed.observations.length !== 1) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!;
}
