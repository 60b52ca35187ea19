import { counters } from '../../../lambdas/platform/counters.ts';
import { metric } from '../../../lambdas/platform/names.ts';

test('what was counted is one line in the embedded metric format, once', () => {
  const lines: string[] = [];
  const { count, publish } = counters('numbers', (line) => void lines.push(line));
  count(metric.numbersAsked);
  count(metric.numbersLost);
  count(metric.numbersLost);
  publish(1_790_000_000_000);
  publish(1_790_000_000_001);
  count(metric.numbersAsked);
  publish(1_790_000_000_002);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(lines[0]!)).toEqual({
    _aws: {
      Timestamp: 1_790_000_000_000,
      CloudWatchMetrics: [
        {
          Namespace: 'Leaseline',
          Dimensions: [['FunctionName']],
          Metrics: [
            { Name: 'NumbersAsked', Unit: 'Count' },
            { Name: 'NumbersLost', Unit: 'Count' },
          ],
        },
      ],
    },
    FunctionName: 'numbers',
    NumbersAsked: 1,
    NumbersLost: 2,
  });
  expect(JSON.parse(lines[1]!)).toMatchObject({ NumbersAsked: 1 });
  expect(JSON.parse(lines[1]!)).not.toHaveProperty('NumbersLost');
});
