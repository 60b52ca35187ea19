import { grants, one, template } from '../synthesize.ts';

const deployed = template();

test('the management function may do what it does, and no more', () => {
  const read = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
  expect(grants(deployed, /Management/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ManagementApiManagementLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: [
      ...read,
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ].toSorted(),
    StorageLeases: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem'].toSorted(),
    StorageVisits: read,
  });
});

test('it learns its tables', () => {
  const [, { Properties }] = one(deployed, 'AWS::Lambda::Function', /Management/);
  expect(Properties.Environment.Variables).toEqual({
    SETTINGS_TABLE: { Ref: expect.stringMatching(/^StorageSettings/) },
    LEASES_TABLE: { Ref: expect.stringMatching(/^StorageLeases/) },
    VISITS_TABLE: { Ref: expect.stringMatching(/^StorageVisits/) },
    NODE_OPTIONS: '--enable-source-maps',
  });
});
