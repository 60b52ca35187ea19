import fc from 'fast-check';
import * as z from 'zod';
import type { Machine } from '../../src/machine.ts';
import type { ResourceRequest, ResourceType } from '../../src/resource-type.ts';
import type { LookUpSecret } from '../../src/secret-reference.ts';
import { StartProblem } from '../../src/start-problem.ts';
import { applyChanges } from '../../src/template/apply-changes.ts';
import type { Assembly } from '../../src/template/assembly.ts';
import { parseTemplate } from '../../src/template/parse-template.ts';
import { planResources } from '../../src/template/plan.ts';
import { pseudoParameters } from '../../src/template/pseudo-parameters.ts';
import { createStack, physicalName } from '../../src/template/running-stack.ts';

const machine = { stackName: 'Shop', region: 'us-east-1', accountId: '000000000000' } as Machine;

const lookUpSecret: LookUpSecret = ({ secret }) =>
  secret === 'ref-Key' ? { value: 'open sesame' } : { problem: 'names a secret that is not there' };

type PondRequest = ResourceRequest<{ Name?: string | undefined; Asset?: string | undefined }>;

function setUp(resources: object, outputs: object = {}) {
  const made: PondRequest[] = [];
  const updated: PondRequest[] = [];
  const pond: ResourceType<PondRequest['properties']> = {
    type: 'Test::Pond',
    properties: z.strictObject({ Name: z.string().optional(), Asset: z.string().optional() }),
    create: async (request) => {
      if (request.properties.Asset) request.assetDirectory(request.properties.Asset);
      if (request.properties.Name === 'broken') throw new Error('the pond leaks');
      made.push(request);
      return { ref: `ref-${request.logicalId}`, attributes: { Arn: `arn-${request.logicalId}` } };
    },
    update: async (request) => void updated.push(request),
  };
  const stone: ResourceType<unknown> = {
    ...pond,
    type: 'Test::Stone',
    properties: z.unknown(),
    update: undefined as never,
  };
  const assemble = (from: object): Assembly => ({
    stackName: 'Shop',
    region: undefined,
    template: parseTemplate({ Resources: from, Outputs: outputs }),
    assetDirectory: (key) => (key === 'known.zip' ? '/assets/known' : undefined),
  });
  const planOf = ({ template }: Assembly) => planResources(template, [pond, stone], pseudoParameters(machine));
  const assembly = assemble(resources);
  return {
    made,
    updated,
    assemble,
    planOf,
    assembly,
    create: () => createStack(assembly, planOf(assembly), machine, lookUpSecret),
  };
}

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  return work.then(
    () => [],
    (error: unknown) => (error as StartProblem).sentences,
  );
}

describe('the running stack', () => {
  it('creates resources with what they refer to, and resolves the outputs', async () => {
    const { create, made } = setUp(
      { A: { Type: 'Test::Pond', Properties: { Name: { 'Fn::GetAtt': ['B', 'Arn'] } } }, B: { Type: 'Test::Pond' } },
      { Where: { Value: { 'Fn::Sub': '${A}/${AWS::StackName}' } } },
    );
    const { outputs } = await create();
    expect(made.map(({ physicalName, properties }) => [physicalName, properties])).toEqual([
      ['Shop-B', {}],
      ['Shop-A', { Name: 'arn-B' }],
    ]);
    expect(outputs).toEqual({ Where: 'ref-A/Shop' });
  });

  it('tells all problems of all resources, but not those that follow from others', async () => {
    const { create } = setUp({
      A: { Type: 'Test::Pond', Properties: { Name: { 'Fn::GetAtt': ['B', 'Arm'] } } },
      B: { Type: 'Test::Pond' },
      C: { Type: 'Test::Pond', Properties: { Name: 'broken' } },
      D: { Type: 'Test::Pond', Properties: { Name: { Ref: 'C' } } },
      E: { Type: 'Test::Pond', Properties: { Asset: 'gone.zip' } },
      F: { Type: 'Test::Pond', Properties: { Asset: 'known.zip' } },
    });
    expect(await problemsOf(create())).toEqual([
      'Resource A (Test::Pond): asks B (Test::Pond) for the unknown attribute "Arm".',
      'Resource C (Test::Pond) could not be created: the pond leaks.',
      'Resource E (Test::Pond): the asset "gone.zip" is not in cdk.out.',
    ]);
  });

  it('puts secrets in where they are referred to, also before their names are known', async () => {
    const referTo = (id: string) => ({
      'Fn::Join': ['', ['<{{resolve:secretsmanager:', { Ref: id }, ':SecretString:::}}>']],
    });
    const { create, made } = setUp({
      A: { Type: 'Test::Pond', Properties: { Name: referTo('Key') } },
      Key: { Type: 'Test::Pond' },
    });
    await create();
    expect(made.map(({ properties }) => properties)).toEqual([{}, { Name: '<open sesame>' }]);
    const missing = setUp({ A: { Type: 'Test::Pond', Properties: { Name: referTo('B') } }, B: { Type: 'Test::Pond' } });
    expect(await problemsOf(missing.create())).toEqual([
      'Resource A (Test::Pond): the dynamic reference "{{resolve:secretsmanager:ref-B:SecretString:::}}" names a secret that is not there.',
    ]);
  });

  it('says before it creates anything that a reference is of an unknown kind', () => {
    const { assembly, planOf } = setUp({
      A: { Type: 'Test::Pond', Properties: { Name: '{{resolve:ssm:/shop/name:1}}' } },
    });
    expect(() => planOf(assembly)).toThrow(
      'Resource A (Test::Pond): unknown dynamic reference "{{resolve:ssm:/shop/name:1}}".',
    );
  });

  it('takes changes while it runs, and says what needs a restart', async () => {
    const { create, updated, assemble, planOf, assembly } = setUp({
      A: { Type: 'Test::Pond', Properties: { Name: 'old' } },
      B: { Type: 'Test::Pond', Properties: { Name: { Ref: 'A' } } },
      C: { Type: 'Test::Stone', Properties: { Weight: 1 } },
      D: { Type: 'Test::Pond' },
      E: { Type: 'AWS::CloudWatch::Alarm', Properties: { Period: 60 } },
    });
    const { created } = await create();
    const next = assemble({
      A: { Type: 'Test::Pond', Properties: { Name: 'new' } },
      B: { Type: 'Test::Pond', Properties: { Name: { Ref: 'A' } } },
      C: { Type: 'Test::Stone', Properties: { Weight: 2 } },
      E: { Type: 'AWS::CloudWatch::Alarm', Properties: { Period: 300 } },
      F: { Type: 'Test::Pond' },
    });
    const applied = await applyChanges(planOf(assembly), planOf(next), {
      assembly: next,
      created,
      machine,
      lookUpSecret,
    });
    expect(applied).toEqual({ updated: ['A'], needRestart: ['D', 'C', 'F'] });
    expect(updated.map(({ properties }) => properties)).toEqual([{ Name: 'new' }]);
  });
});

const id = fc.string({ unit: fc.constantFrom('a', 'b', 'X', '0', '9'), minLength: 1, maxLength: 200 });

describe('the physical name of a resource', () => {
  it('is stack and logical id', () => {
    expect(physicalName('Shop', 'Queue123')).toBe('Shop-Queue123');
  });

  it('is never longer than 64 characters, and distinct for distinct ids', () => {
    fc.assert(
      fc.property(id, id, id, (stack, one, other) => {
        expect(physicalName(stack, one).length).toBeLessThanOrEqual(64);
        expect(physicalName(stack, one) === physicalName(stack, other)).toBe(one === other);
      }),
    );
  });
});
