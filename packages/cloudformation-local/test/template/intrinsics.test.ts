import fc from 'fast-check';
import { type ResolveScope, resolve } from '../../src/template/intrinsics.ts';
import { parseTemplate } from '../../src/template/parse-template.ts';

const template = parseTemplate({
  Resources: { Table: { Type: 'AWS::DynamoDB::Table' } },
  Parameters: { Stage: { Type: 'String', Default: 'prod' }, Bare: { Type: 'String' } },
  Mappings: { Sizes: { small: { memory: 128 } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
    Either: { 'Fn::Or': [{ Condition: 'IsTest' }, { Condition: 'IsProd' }] },
    Neither: { 'Fn::Or': [{ Condition: 'IsTest' }, { 'Fn::Equals': ['a', 'b'] }] },
    Odd: { 'Fn::Xor': [] },
  },
});

function resolved(value: unknown): { value: unknown; problems: string[] } {
  const problems: string[] = [];
  const scope: ResolveScope = {
    template,
    pseudoParameters: { 'AWS::Region': 'us-east-1' },
    reference: (id) => (id === 'Table' ? 'the-table' : undefined),
    attribute: (_, name) => (name === 'Arn' ? 'arn:the-table' : undefined),
    report: (problem) => problems.push(problem),
  };
  return { value: resolve(value, scope), problems };
}

describe('an intrinsic function', () => {
  it.each([
    [{ Ref: 'Table' }, 'the-table'],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'Stage' }, 'prod'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:the-table'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:the-table'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Table' }, 3]] }, 'a/the-table/3'],
    [
      { 'Fn::Sub': 'x-${Table}-${Table.Arn}-${AWS::Region}-${!Literal}' },
      'x-the-table-arn:the-table-us-east-1-${Literal}',
    ],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::If': ['IsProd', 'yes', { Ref: 'NotLookedAt' }] }, 'yes'],
    [{ 'Fn::If': ['IsTest', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Neither', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
    [
      { keep: 1, drop: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] },
      { keep: 1, list: [2] },
    ],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('%j is %j', (value, expected) => {
    expect(resolved(value)).toEqual({ value: expected, problems: [] });
  });

  it.each([
    [{ Ref: 'Tabel' }, 'refers to "Tabel", which the template does not have'],
    [{ Ref: 'Bare' }, 'parameter "Bare" has no default'],
    [{ Ref: ['Table'] }, '"Ref" has an argument that does not fit'],
    [{ 'Fn::GetAtt': ['Table', 'Arm'] }, 'asks Table (AWS::DynamoDB::Table) for the unknown attribute "Arm"'],
    [{ 'Fn::GetAtt': ['Tabel', 'Arn'] }, 'refers to "Tabel", which the template does not have'],
    [{ 'Fn::GetAtt': 'Table' }, '"Fn::GetAtt" has an argument that does not fit'],
    [{ 'Fn::Sub': ['${Mine}', { Mine: 1 }] }, '"Fn::Sub" has an argument that does not fit'],
    [{ 'Fn::Sub': '${Tabel}' }, 'refers to "Tabel", which the template does not have'],
    [{ 'Fn::Join': ['a'] }, '"Fn::Join" has an argument that does not fit'],
    [{ 'Fn::Select': [7, ['a']] }, '"Fn::Select" has no entry 7'],
    [{ 'Fn::FindInMap': ['Sizes', 'small', 'disk'] }, '"Fn::FindInMap" has no entry Sizes.small.disk'],
    [{ 'Fn::ImportValue': 'x' }, 'unknown intrinsic function "Fn::ImportValue"'],
    [{ 'Fn::toString': 'x' }, 'unknown intrinsic function "Fn::toString"'],
    [{ 'Fn::Join': ['', []], other: 1 }, '"Fn::Join" has other keys beside it'],
    [{ 'Fn::If': ['Sunny', 1, 2] }, 'unknown condition "Sunny"'],
    [{ 'Fn::If': ['Odd', 1, 2] }, 'unknown condition function "Fn::Xor"'],
  ])('%j is a problem: %s', (value, problem) => {
    expect(resolved(value).problems).toEqual([problem]);
  });

  it('leaves all other JSON as it is', () => {
    const plainKey = fc.string().filter((key) => key !== 'Ref' && key !== '__proto__' && !key.startsWith('Fn::'));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree')),
        fc.dictionary(plainKey, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.stringify(resolved(value).value)).toBe(JSON.stringify(value));
      }),
    );
  });
});
