import * as z from 'zod';
import { attemptDelivery, type Next, type ToAttempt } from '../deliveries/attempt-delivery.ts';
import { readDelivery } from '../deliveries/delivery-store.ts';
import { destinations } from '../deliveries/destinations/registry.ts';
import { sendTest, type TestResult } from '../deliveries/trial/send-test.ts';
import { readTried } from '../deliveries/trial/tried-store.ts';
import { eventType } from '../events/event-type.ts';
import { readSecrets } from '../platform/aws/stored-secrets.ts';
import { tableOf } from '../platform/aws/table.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';
import { attemptDependencies, sending } from './attempt-delivery/attempt-dependencies.ts';

const of = z.object({ site: z.string(), destination: z.string() });

const input = z.object({
  call: z.string(),
  delivery: z.string(),
  revision: z.number().int().min(1),
  /** Missing in executions of a version before, which ran only once their delivery was there. */
  of: z.union([of.extend({ conversion: z.string() }), of.extend({ event: z.string() })]).optional(),
  /** What the attempt before answered. */
  attempt: z
    .object({ answer: z.object({ slot: z.number().optional() }) })
    .optional()
    .catch(undefined),
});

/** Somebody tries a destination out: nothing of it is kept. */
const testInput = z.object({
  test: of.extend({ id: z.string(), type: z.enum(eventType.options).optional() }),
});

/** The state machine's one task: tells a destination, and says what the machine does next. Management lets it send tests. */
export async function handler(event: unknown): Promise<Next | TestResult> {
  const test = testInput.safeParse(event);
  return test.success ? tryOut(test.data.test) : attempt(input.parse(event));
}

async function tryOut({ site, destination, ...test }: z.infer<typeof testInput>['test']): Promise<TestResult> {
  const sources = {
    settings: tableOf(env.settingsTable),
    readSecrets: (place: string) => readSecrets('destination', place),
  };
  const tried = await readTried(sources, { site, destination });
  if (tried !== undefined) return sendTest(test, tried, destinations, sending());
  return { passed: false, outcome: 'rejected', detail: 'this version knows no such destination, or not its site' };
}

async function attempt(of: z.infer<typeof input>): Promise<Next> {
  const wanted = await whole(of);
  if (wanted === undefined) return { next: 'done' };
  const next = await attemptDelivery(wanted, attemptDependencies());
  const { delivery, revision } = wanted;
  logger.info('attempted', { delivery, revision, next: next.next });
  return next;
}

async function whole({ of, attempt: before, ...ids }: z.infer<typeof input>): Promise<ToAttempt | undefined> {
  const wanted = { ...ids, slot: before?.answer.slot };
  if (of !== undefined) return { ...wanted, of };
  const found = await readDelivery(tableOf(env.callsTable), { call: wanted.call, id: wanted.delivery });
  return found && { ...wanted, of: found };
}
