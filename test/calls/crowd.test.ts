import { startLocalRun } from '../start-local-run.ts';
import { playCrowd } from './crowd.ts';

/** A small part of `npm run check:calls`. */
test('calls over four carriers, told twice and out of order while tables are throttled, are complete and none is there twice', async () => {
  const run = await startLocalRun({ env: { LEASELINE_FAULTS: 'dynamodb.throttle=0.05,sqs.duplicate=0.1' } });
  try {
    const result = await playCrowd(run, { calls: 16, seed: 16, duplicated: 0.1, reordered: 0.1 });
    expect(result).toMatchObject({ calls: 16, complete: 16, twice: 0, wrong: [] });
  } finally {
    await run?.discard();
  }
});
