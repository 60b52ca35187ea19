import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type CallShop, callShop } from './call-shop.ts';
import { type ConnectCaller, connectCaller } from './connect-caller.ts';
import { type Management, management } from './management.ts';
import { type Receiver, startReceiver } from './receiver.ts';

type ShopSettings = Omit<Parameters<typeof callShop>[1], 'url' | 'receiver'>;

/** A local run of its own for the tests of one file, with a shop that can be called and a receiver of what follows. */
export interface CallRun {
  local: LocalRun;
  receiver: Receiver;
  api: Management;
  connect: ConnectCaller;
  shop: CallShop;
}

/** Filled before the first test; everything ends, and its data goes, after the last. */
export function callRun(settings: ShopSettings = {}): CallRun {
  const run: Partial<CallRun> = {};

  beforeAll(async () => {
    run.local = await startLocalRun();
    run.receiver = await startReceiver();
    run.api = management(run.local);
    run.connect = await connectCaller(run.local);
    run.shop = await callShop(run.api, { url: run.local.url, receiver: run.receiver, ...settings });
  });

  afterAll(async () => {
    run.connect?.close();
    await run.local?.discard();
    await run.receiver?.close();
  });

  return run as CallRun;
}
