import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How many writes met which fault. */
export interface FaultCounts {
  writes: number;
  throttled: number;
  duplicated: number;
  timedOut: number;
}

const latestDuplicateMs = 200;

/**
 * Lets writes of this client meet what a network and a busy table do to them, each with this probability, below the
 * client's own retries: refused before anything is done; done twice, and answered for either; done but never answered.
 */
export function makeWritesFaulty(client: DynamoDBClient, probability: number): FaultCounts {
  const counts: FaultCounts = { writes: 0, throttled: 0, duplicated: 0, timedOut: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== 'UpdateItemCommand') return next(args);
      counts.writes += 1;
      const chance = Math.random();
      if (chance < probability) {
        counts.throttled += 1;
        throw failure('ProvisionedThroughputExceededException');
      }
      if (chance < 2 * probability) {
        counts.timedOut += 1;
        await next(args);
        throw failure('TimeoutError');
      }
      if (chance < 3 * probability) {
        counts.duplicated += 1;
        const first = next(args);
        const again = async () => {
          await sleep(Math.random() * latestDuplicateMs);
          return next(args);
        };
        const second = again();
        const [answered, other] = Math.random() < 0.5 ? [first, second] : [second, first];
        other.catch(() => undefined);
        return answered;
      }
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'faults' },
  );
  return counts;
}

function failure(name: string): Error {
  return Object.assign(new Error(name), { name, $fault: 'client', $metadata: {} });
}
