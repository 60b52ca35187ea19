import type { Receiver } from '../e2e/receiver.ts';

/** What a receiver made of all that it was told of one conversion. */
export interface ReceivedConversion {
  /** Every value that was new to it, in the order of arrival, in minor units. */
  readonly values: readonly { readonly minor: number; readonly revision?: number }[];
  /** How many requests it knew already, by their id. */
  readonly repeated: number;
}

export interface Destinations {
  /** Names of webhooks, the same as those of their destinations. */
  readonly hooks: readonly string[];
  /** The destination of Google's API. */
  readonly google: string;
}

/**
 * Counts as receivers do: a webhook is known by its `webhook-id`, Google's transaction by its `transactionId`, where the last value
 * counts. By `<destination> <conversion>`.
 */
export function receivedConversions(
  receiver: Receiver,
  { hooks, google }: Destinations,
): Map<string, ReceivedConversion> {
  const received = new Map<string, ReceivedConversion>();
  for (const name of hooks) {
    const known = new Set<string>();
    const taken = receiver.received(`/hook/${name}`).filter(({ status }) => status === 200);
    for (const [index, { data }] of receiver.told(name).entries()) {
      const { id, value, revision } = data.conversion;
      const key = `${name} ${id}`;
      const { values, repeated } = received.get(key) ?? { values: [], repeated: 0 };
      const webhookId = taken[index]!.headers['webhook-id']!;
      if (known.has(webhookId)) received.set(key, { values, repeated: repeated + 1 });
      else received.set(key, { values: [...values, { minor: minorOf(Number(value.amount)), revision }], repeated });
      known.add(webhookId);
    }
  }
  for (const { body } of receiver.received('/google/v1/events:ingest').filter(({ status }) => status === 200)) {
    const { events } = JSON.parse(body) as { events: { transactionId: string; conversionValue: number }[] };
    for (const { transactionId, conversionValue } of events) {
      const key = `${google} ${transactionId}`;
      const { values, repeated } = received.get(key) ?? { values: [], repeated: 0 };
      const minor = minorOf(conversionValue);
      if (values.at(-1)?.minor === minor) received.set(key, { values, repeated: repeated + 1 });
      else received.set(key, { values: [...values, { minor }], repeated });
    }
  }
  return received;
}

function minorOf(amount: number): number {
  return Math.round(amount * 100);
}
