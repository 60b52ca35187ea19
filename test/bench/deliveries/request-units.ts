import { startLocalRun } from '../../start-local-run.ts';
import { meteredDatabase, newMeter } from '../calls/metered-database.ts';
import { startDatabase } from '../leases/database.ts';
import { openDeliveryShop } from './delivery-shop.ts';
import { startReceiver } from './receiver.ts';

/** Request units of one delivery. */
export interface Units {
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** So many conversions before anything is counted: containers live long, and what they read once in their life is no cost of a delivery. */
const warm = 10;

/**
 * In a local run of its own, whose functions reach DynamoDB through a meter: all that they read and wrote while the deliveries of so many
 * conversions went out, other functions' work meanwhile included. The conversions themselves are put beside the meter.
 */
export async function unitsPerDelivery(conversions: number, destinations: number): Promise<Units> {
  const database = await startDatabase();
  const meter = newMeter();
  const metered = await meteredDatabase(database.endpoint, meter);
  const receiver = await startReceiver();
  try {
    const run = await startLocalRun({ env: { LEASELINE_DYNAMODB_ENDPOINT: metered.endpoint } });
    try {
      const shop = await openDeliveryShop(run, { receiver: receiver.url, destinations, database: database.endpoint });
      await shop.convert(0, warm);
      await receiver.until(warm * destinations);
      await outcomesWritten();
      meter.running = true;
      await shop.convert(warm, warm + conversions);
      await receiver.until((warm + conversions) * destinations);
      await outcomesWritten();
      meter.running = false;
    } finally {
      await run.discard();
    }
  } finally {
    await receiver.close();
    metered.server.close();
    database.stop();
  }
  const deliveries = conversions * destinations;
  return { readUnits: meter.readUnits / deliveries, writeUnits: meter.writeUnits / deliveries };
}

/** What the receiver answered last is written down soon after. */
const outcomesWritten = () => new Promise((resolve) => setTimeout(resolve, 3000));
