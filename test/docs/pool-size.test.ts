import { poolSize } from '../../bin/cli/pool-size/pool-size.ts';
import { readPaper } from './markdown.ts';

test('the paper about pool sizes prints what its command prints', async () => {
  const { blocks } = readPaper('docs/pool-size.md');
  const [command] = blocks.filter((block) => block.language === 'sh');
  const [printed] = blocks.filter((block) => block.language === 'text');
  expect(command!.text).toBe(
    'npm run cli -- pool size --arrivals-per-hour 400 --lease 20m --coverage 0.85 --accuracy 0.90 --price 1.15',
  );
  const options = { arrivalsPerHour: 400, lease: 1200, coverage: 0.85, accuracy: 0.9, price: '1.15' };
  expect(`${printed!.text}\n`).toBe(await poolSize({ ...options, peakShare: 0.1, currency: 'USD' }));
});
