import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describeCosts, idleCosts, sumOf } from '../../../bin/cost/idle-cost.ts';
import { prices } from '../../../bin/cost/prices.ts';
import { template, withConnect } from '../../lib/synthesize.ts';

const root = path.join(__dirname, '../../..');
const dollarsOf = (Type: string, Properties: object = {}) =>
  sumOf(idleCosts({ Resources: { It: { Type, Properties } } }));

test('an alarm costs by the metrics that it watches, not by its expressions', () => {
  const metric = { Id: 'm', MetricStat: {} };
  expect(dollarsOf('AWS::CloudWatch::Alarm', { MetricName: 'Errors' })).toBeCloseTo(0.1);
  expect(dollarsOf('AWS::CloudWatch::Alarm', { Metrics: [{ Id: 'e', Expression: 'm' }, metric, metric] })).toBeCloseTo(
    0.2,
  );
});

test('a stream costs by shard and hour, a secret by the month', () => {
  expect(dollarsOf('AWS::Kinesis::Stream', { ShardCount: 2 })).toBeCloseTo(2 * 730 * 0.015);
  expect(dollarsOf('AWS::SecretsManager::Secret')).toBeCloseTo(0.4);
});

test('a queue that a function reads costs by the looks into it; a stream does not', () => {
  const arn = (id: string) => ({ EventSourceArn: { 'Fn::GetAtt': [id, 'Arn'] } });
  expect(dollarsOf('AWS::Lambda::EventSourceMapping', arn('CallsWorkQueue1'))).toBeCloseTo(0.2628);
  expect(dollarsOf('AWS::Lambda::EventSourceMapping', arn('ConnectRecordsStream1'))).toBe(0);
});

test('a type of which nobody said what it costs is an error, not nothing', () => {
  expect(() => dollarsOf('AWS::EC2::NatGateway')).toThrow('It: what an AWS::EC2::NatGateway costs is not in');
});

test('every resource of the stack has a price or is known to cost nothing; with Connect there is a shard more', () => {
  const [without, withIt] = [idleCosts(template().toJSON()), idleCosts(template(withConnect).toJSON())];
  expect(without.some(({ type }) => type === 'AWS::Kinesis::Stream')).toBe(false);
  expect(sumOf(withIt)).toBeGreaterThan(sumOf(without) + 730 * 0.015);
});

test('the table ends with the sum of its lines', () => {
  const costs = idleCosts(template(withConnect).toJSON());
  const table = describeCosts('With Connect', costs);
  const lines = table.split('\n');
  expect(lines.at(-1)).toMatch(new RegExp(`^Sum +${sumOf(costs).toFixed(2)}$`));
  for (const { id, why } of costs) {
    expect(lines).toContainEqual(expect.stringMatching(`^  ${id} {2,}.* {2,}[\\d.]+$`));
    expect(table).toContain(`  ${why}  `);
  }
  expect(
    new Set(
      lines
        .slice(2)
        .filter(Boolean)
        .map(({ length }) => length),
    ).size,
  ).toBe(1);
});

test('an option that there is not is told in a sentence, and nothing is synthesized', () => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/cost-idle.ts', '--stages'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "Unknown option '--stages'; --help lists what there is.\n" });
});

test('each price has a day and a source', () => {
  expect(prices.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (const { source } of Object.values(prices.lines))
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z/-]+pricing\/$/);
});
