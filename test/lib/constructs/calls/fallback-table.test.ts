import { fallbackColumns } from '../../../../lib/constructs/calls/fallback-columns.ts';
import { one, template, withConnect } from '../../synthesize.ts';

const deployed = template(withConnect);
const columns = Object.entries(deployed.findResources('AWS::Connect::DataTableAttribute'));

test('the table has a text column for all that the flow reads, and the number as its only key', () => {
  const [table, { Properties }] = one(deployed, 'AWS::Connect::DataTable', /./);
  expect(Properties).toMatchObject({ Name: 'Leaseline fallback routes', Status: 'PUBLISHED', TimeZone: 'UTC' });
  const shapes = columns.map(([, column]) => column.Properties);
  expect(shapes.map(({ Name, Primary, ValueType }) => [Name, Primary, ValueType])).toEqual(
    expect.arrayContaining([['number', true, 'TEXT'], ...fallbackColumns.map((name) => [name, false, 'TEXT'])]),
  );
  expect(shapes).toHaveLength(fallbackColumns.length + 1);
  for (const { DataTableArn } of shapes) expect(DataTableArn).toEqual({ 'Fn::GetAtt': [table, 'Arn'] });
});

test('the flow reads that table by the number that was dialled, once its columns are there', () => {
  const [, flow] = one(deployed, 'AWS::Connect::ContactFlow', /Inbound/);
  expect(flow.DependsOn).toEqual(expect.arrayContaining(columns.map(([id]) => id)));
  const content = JSON.stringify(flow.Properties.Content).replaceAll('\\', '');
  expect(content).toContain('"PrimaryValues":[{"AttributeName":"number","Value":"$.SystemEndpoint.Address"}]');
});
