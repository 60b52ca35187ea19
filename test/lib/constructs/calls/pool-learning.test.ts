import { grants, one, template, withConnect } from '../../synthesize.ts';

const deployed = template(withConnect);
const [, { Properties: mapping }] = one(deployed, 'AWS::Lambda::EventSourceMapping', /PoolLearning/);

test('pools learn from what calls told of them, and hear of nothing else', () => {
  expect(mapping.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVIDENCE#' }] } } } },
  ]);
});

test('calls of a minute teach together; what fails is given up soon, as the next call teaches it as well', () => {
  expect(mapping).toMatchObject({
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 60,
    StartingPosition: 'TRIM_HORIZON',
    MaximumRetryAttempts: 3,
    MaximumRecordAgeInSeconds: 3600,
  });
});

test('who learns reads and writes calls alone', () => {
  const { StorageCalls = [], ...others } = grants(deployed, /^PoolLearningLearn/);
  expect(StorageCalls).toEqual(
    expect.arrayContaining(['dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:GetRecords']),
  );
  expect(Object.keys(others).filter((resource) => /Storage|Secret|Archive/.test(resource))).toEqual([]);
});

test('nobody who answers while a phone rings may put what was learnt', () => {
  for (const lookup of [/^ConnectLookup[0-9A-F]{8}$/, /^CarrierApiCarriers/]) {
    const actions = Object.values(grants(deployed, lookup)).flat();
    expect(actions.filter((action) => /dynamodb:(Put|Update)Item/.test(action))).toEqual([]);
  }
});
