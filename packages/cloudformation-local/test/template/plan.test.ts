import * as z from 'zod';
import type { ResourceType } from '../../src/resource-type.ts';
import { StartProblem } from '../../src/start-problem.ts';
import { parseTemplate } from '../../src/template/parse-template.ts';
import { planResources } from '../../src/template/plan.ts';

const pond: ResourceType<unknown> = {
  type: 'Test::Pond',
  properties: z.strictObject({
    Name: z.string().optional(),
    Depth: z.number().optional(),
    Mode: z.enum(['STILL', 'RUNNING']).optional(),
    Fish: z
      .array(
        z.strictObject({
          Kind: z.string(),
          Size: z.union([z.number(), z.strictObject({ Exact: z.number() })]).optional(),
        }),
      )
      .optional(),
  }),
  create: async () => ({ ref: 'pond', attributes: {} }),
};

function plan(resources: object, rest: object = {}) {
  return planResources(parseTemplate({ Resources: resources, ...rest }), [pond], { 'AWS::Region': 'us-east-1' });
}

function problems(resources: object, rest: object = {}): readonly string[] {
  try {
    plan(resources, rest);
  } catch (error) {
    if (error instanceof StartProblem) return error.sentences;
    throw error;
  }
  return [];
}

describe('the plan of a template', () => {
  it('puts each resource after those that it refers to', () => {
    const planned = plan({
      A: { Type: 'Test::Pond', Properties: { Name: { Ref: 'B' } } },
      B: { Type: 'Test::Pond', Properties: { Name: { 'Fn::Sub': 'x-${C.Arn}' } } },
      C: { Type: 'Test::Pond', DependsOn: 'D' },
      D: { Type: 'AWS::CloudWatch::Alarm', Properties: { Period: 60 } },
    });
    expect(planned.map(({ id }) => id)).toEqual(['D', 'C', 'B', 'A']);
  });

  it('leaves out what its condition leaves out', () => {
    const conditions = { Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'mars-1'] } } };
    expect(plan({ A: { Type: 'Test::Pond', Condition: 'Never', Properties: {} } }, conditions)).toEqual([]);
  });

  it.each([
    ['a type', { Type: 'Test::Pnd' }, ['Resource A (Test::Pnd): the local run does not know the type "Test::Pnd".']],
    [
      'a key of a resource',
      { Type: 'Test::Pond', DeletonPolicy: 'Retain' },
      ['Resource A (Test::Pond): unknown property "DeletonPolicy".'],
    ],
    [
      'the key of the type',
      { Typ: 'Test::Pond' },
      ['Resource A: unknown property "Typ".', 'Resource A: property "Type" is missing.'],
    ],
    [
      'a policy',
      { Type: 'Test::Pond', DeletionPolicy: 'Retian' },
      [expect.stringContaining('property "DeletionPolicy" is "Retian"')],
    ],
    [
      'a property',
      { Type: 'Test::Pond', Properties: { Nam: 'x' } },
      ['Resource A (Test::Pond): unknown property "Nam".'],
    ],
    [
      'a property inside',
      { Type: 'Test::Pond', Properties: { Fish: [{ Kind: 'trout' }, { Kind: 'carp', Siz: 1 }] } },
      ['Resource A (Test::Pond): unknown property "Fish.1.Siz".'],
    ],
    [
      'a property inside an alternative',
      { Type: 'Test::Pond', Properties: { Fish: [{ Kind: 'carp', Size: { Exct: 1 } }] } },
      [
        'Resource A (Test::Pond): unknown property "Fish.0.Size.Exct".',
        'Resource A (Test::Pond): property "Fish.0.Size.Exact" is missing.',
      ],
    ],
    [
      'a value',
      { Type: 'Test::Pond', Properties: { Mode: 'STIL' } },
      [expect.stringContaining('property "Mode" is "STIL"')],
    ],
    [
      'an intrinsic function',
      { Type: 'Test::Pond', Properties: { Name: { 'Fn::Jion': ['', []] } } },
      ['Resource A (Test::Pond): unknown intrinsic function "Fn::Jion".'],
    ],
    [
      'a misspelt Ref',
      { Type: 'Test::Pond', Properties: { Name: { 'Fn::Join': ['', [{ Refx: 'A' }]] } } },
      ['Resource A (Test::Pond): unknown intrinsic function "Refx".'],
    ],
    [
      'a word of a policy',
      { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [{ Effct: 'Allow' }] } } },
      ['Resource A (AWS::IAM::Policy): unknown property "PolicyDocument.Statement.0.Effct".'],
    ],
    [
      'an intrinsic that looks like data',
      { Type: 'Test::Pond', Properties: { Name: { Reff: 'B' } } },
      [expect.stringContaining('{"Reff":"B"}')],
    ],
    [
      'a reference',
      { Type: 'Test::Pond', Properties: { Name: { Ref: 'B' } } },
      ['Resource A (Test::Pond): refers to "B", which the template does not have.'],
    ],
    [
      'a reference for an attribute',
      { Type: 'Test::Pond', Properties: { Name: { 'Fn::GetAtt': ['B', 'Arn'] } } },
      ['Resource A (Test::Pond): refers to "B", which the template does not have.'],
    ],
    [
      'a dependency',
      { Type: 'Test::Pond', DependsOn: ['B'] },
      ['Resource A (Test::Pond): depends on "B", which the template does not have.'],
    ],
    [
      'a condition',
      { Type: 'Test::Pond', Condition: 'Sunny' },
      ['Resource A (Test::Pond): unknown condition "Sunny".'],
    ],
    [
      'a property of a type without meaning',
      { Type: 'AWS::IAM::Role', Properties: { AssumRole: {} } },
      ['Resource A (AWS::IAM::Role): unknown property "AssumRole".'],
    ],
  ])('names %s that it does not know', (_, resource, sentences) => {
    expect(problems({ A: resource })).toEqual(sentences);
  });

  it('names all problems at once', () => {
    const found = problems({
      A: { Type: 'Test::Pond', Properties: { Nam: 'x', Depth: 'deep' } },
      B: { Type: 'Test::Lake' },
      C: { Type: 'Test::Pond', Properties: { Name: { Ref: 'X' } } },
    });
    expect(found).toHaveLength(4);
  });

  it('says nothing about the content of what is not known yet', () => {
    const resources = {
      A: {
        Type: 'Test::Pond',
        Properties: { Mode: { Ref: 'B' }, Name: { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'B' }] }] } },
      },
      B: { Type: 'Test::Pond' },
    };
    expect(problems(resources)).toEqual([]);
  });

  it('names a circle', () => {
    const resources = {
      A: { Type: 'Test::Pond', Properties: { Name: { Ref: 'B' } } },
      B: { Type: 'Test::Pond', DependsOn: 'A' },
    };
    expect(problems(resources)).toEqual(["The template's resources depend on each other in a circle: A -> B -> A."]);
  });

  it('names an unknown section of the template, and an unknown word in an output', () => {
    expect(problems({}, { Resorces: {} })).toEqual(['The template: unknown property "Resorces".']);
    expect(problems({}, { Outputs: { Url: { Valu: 'x' } } })).toEqual([
      'Output Url: unknown property "Valu".',
      'Output Url: property "Value" is missing.',
    ]);
    expect(problems({}, { Outputs: { Url: { Value: { Ref: 'X' } } } })).toEqual([
      'Output Url: refers to "X", which the template does not have.',
    ]);
  });
});
