import * as z from 'zod';
import type { EventType } from '../../events/event-type.ts';
import type { StoredDestination } from '../../settings/destinations/stored-destination.ts';
import type { Built, HttpRequest } from '../destinations/destination.ts';
import { webhook } from '../destinations/webhook/webhook.ts';
import type { Answer } from '../send-request.ts';
import { sampleInput } from './sample-inputs.ts';

/** A test event for a webhook, whatever it subscribes to; `id` was never used before. */
export interface TestEvent {
  readonly type: EventType;
  readonly id: string;
}

/** What came of it. `status` is missing where nobody answered. */
export const testResult = z.object({
  delivered: z.boolean(),
  status: z.int().optional(),
  detail: z.string().optional(),
});
export type TestResult = z.infer<typeof testResult>;

/** How long the receiver has, ms: somebody waits for the answer. */
const patience = 10_000;

/** Sends a sample to a webhook as a real event is sent, once, and says what the receiver answered. `now` in ms. */
export async function sendTestEvent(
  { type, id }: TestEvent,
  destination: Pick<StoredDestination, 'type' | 'site' | 'settings'>,
  {
    secrets,
    send,
    now,
  }: {
    readonly secrets: unknown;
    readonly send: (request: HttpRequest, timeoutMs: number) => Promise<Answer>;
    readonly now: number;
  },
): Promise<TestResult> {
  const built = buildTest({ type, id }, destination, secrets, now);
  switch (built.kind) {
    case 'request': {
      const answer = await send(built.request, patience);
      if (answer.kind !== 'response') return { delivered: false, detail: answer.detail };
      const { status } = answer.response;
      const outcome = webhook.read(answer.response);
      return 'detail' in outcome ? { delivered: false, status, detail: outcome.detail } : { delivered: true, status };
    }
    case 'invalid':
    case 'skip':
    case 'email':
      return { delivered: false, detail: 'detail' in built ? built.detail : 'it is not sent by this webhook' };
  }
}

function buildTest(
  { type, id }: TestEvent,
  destination: Pick<StoredDestination, 'type' | 'site' | 'settings'>,
  given: unknown,
  now: number,
): Built {
  const settings = webhook.settings.safeParse(destination.settings);
  const secrets = webhook.secrets.safeParse(given);
  if (destination.type !== webhook.type || !settings.success || !secrets.success) {
    return { kind: 'invalid', field: 'destination', detail: 'its settings or secrets are not those of a webhook' };
  }
  const sample = sampleInput(type);
  const told = { settings: { ...settings.data, events: [type] }, secrets: secrets.data };
  const addressed = { ...told, delivery: { id }, now, isTest: true as const };
  const site = { id: destination.site };
  if ('conversion' in sample) {
    const { conversion } = sample;
    return webhook.build({ ...conversion, ...addressed, site: { ...conversion.site, ...site } });
  }
  const { event } = sample;
  const input = { ...event, ...addressed, site: { ...event.site, ...site } };
  return webhook.buildEvent?.(input) ?? { kind: 'invalid', field: 'type', detail: 'it takes no events' };
}
