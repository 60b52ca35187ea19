import { grants, one, template } from '../synthesize.ts';
import { usedActions } from '../used-actions.ts';

const deployed = template();

test('the management function may do what it does, and no more', () => {
  expect(grants(deployed, /Management/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ManagementApiManagementLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    StorageLeases: ['dynamodb:Query', 'dynamodb:UpdateItem'],
    StorageVisits: ['dynamodb:BatchGetItem'],
  });
});

test('it is allowed what its code does, and nothing that its code does not', () => {
  const allowed = Object.values(grants(deployed, /Management/)).flat();
  expect(new Set(allowed.filter((action) => action.startsWith('dynamodb:')))).toEqual(
    new Set(usedActions('management')),
  );
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
