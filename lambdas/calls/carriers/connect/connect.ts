import * as z from 'zod';
import type { CallRoute } from '../../routing/call-route.ts';
import type { Asking, Carrier, CarrierPayload, LookupAnswer } from '../carrier.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { readJson } from '../read-json.ts';
import { parseContactEvent } from './contact-event.ts';
import { parseRuleEvent } from './contact-lens/rule-event.ts';
import { parseContactRecord } from './contact-record.ts';
import { flowAnswer } from './flow-answer.ts';
import { parseConnectLookup } from './lookup-event.ts';

const settings = z.object({
  /** Where callers go when nothing better is known; empty: what the flow has. */
  defaultQueueArn: z.string().default(''),
});
type ConnectSettings = z.infer<typeof settings>;

/**
 * Amazon Connect. A flow invokes a function, events come from EventBridge and records from Kinesis: AWS proves who sends. There are no
 * accounts and no hooks; calls keep the ids of their contacts, which are UUIDs.
 */
export const connect: Carrier<ConnectSettings, unknown> = {
  type: 'connect',
  settings,
  secrets: z.strictObject({}),
  hooks: [],

  verify: () => 'forged',

  read({ hook, raw }: CarrierPayload<ConnectSettings>, receivedAt: number): ParsedPayload {
    const json = readJson(raw);
    if ('malformed' in json)
      return { malformed: `the ${hook === 'records' ? 'record' : 'event'} is ${json.malformed}` };
    switch (hook) {
      case 'lookup':
        return parseConnectLookup(json.value, receivedAt);
      case 'events':
        return parseContactEvent(json.value);
      case 'records':
        return parseContactRecord(json.value, receivedAt);
      case 'rules':
        return parseRuleEvent(json.value);
      default:
        return { malformed: 'Amazon Connect has no such way' };
    }
  },

  answer: (route: CallRoute, { settings: { defaultQueueArn } }: Asking<ConnectSettings>): LookupAnswer => ({
    body: flowAnswer(route, defaultQueueArn),
  }),
};
