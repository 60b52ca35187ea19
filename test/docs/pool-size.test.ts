import { poolSize } from '../../bin/cli/pool-size/pool-size.ts';
import { timeToCallText } from '../../bin/cli/pool-time-to-call/time-to-call-text.ts';
import { logNormalBelow } from '../../lambdas/capacity/sizing/normal-distribution.ts';
import { publishedLaw } from '../../lambdas/capacity/sizing/time-to-call.ts';
import { timeToCallReport } from '../../lambdas/journal/pools/time-to-call-report.ts';
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

test('and what is told of a pool whose callers call after two hours', () => {
  const { blocks } = readPaper('docs/pool-size.md');
  const [, printed] = blocks.filter((block) => block.language === 'text');
  const report = timeToCallReport(
    { id: 'shop-ads', site: 'shop', leaseSeconds: 1200, targets: { coverage: 0.85, accuracy: 0.8 } },
    { numbers: 50, arrivalsPerHour: 75 },
    {
      learntFrom: { calls: 540, confirmed: { click: 31, phoneCode: 40, callerMemory: 429 } },
      calledWithin: (seconds) => logNormalBelow({ median: 7200, sigma: 0.9 }, seconds),
      starting: publishedLaw,
      withoutVisit: 0.083,
      measured: { share: 0.1123, low: 0.087, high: 0.1434, calls: 500 },
    },
    0.9,
  );
  expect(printed!.text).toBe(timeToCallText(report).trimEnd());
});
