import { problemsOf, readStage, whole } from './stages.ts';

const none = { connect: 'none' };

test('what the command line says goes before the file', () => {
  const context = { stage: 'prod', visitDays: '7', alternativeNames: '["www.shop.example"]' };
  expect(readStage({ prod: { ...whole, visitDays: 30 } }, context)).toMatchObject({
    visitDays: 7,
    alternativeNames: ['www.shop.example'],
    stackName: 'Calls',
  });
});

test('a stage that is not there is told with those that are', () => {
  const stages = { production: none, staging: { ...none, stackName: 'Staging' }, schema: {}, example: whole };
  expect(problemsOf(stages)).toEqual([
    'There is no stage "prod"; there are production, staging. Copy stages/example.json to stages/prod.json and change it.',
  ]);
  for (const stage of ['schema', '../prod', 'prod.json', '', 7]) {
    expect(problemsOf(stages, { stage })[0]).toMatch(/^There is no stage ".*"; there are production, staging\./);
  }
  expect(problemsOf({ example: whole })[0]).toContain('there are none yet');
});

test('the example is a stage as well: it can be synthesized, and goes to no account of anybody', () => {
  expect(readStage({ example: whole }, { stage: 'example' })).toMatchObject({ stackName: 'Calls' });
});

test('a file that is no object of settings is told by its name', () => {
  expect(problemsOf({ prod: '{"stackName": "Calls",}' })[0]).toMatch(/^stages\/prod\.json is not JSON: .*position/);
  expect(problemsOf({ prod: [] })).toEqual([
    'stages/prod.json must be an object of settings, like stages/example.json.',
  ]);
});

test('two stages are never the same stack: one would be deployed over the other', () => {
  const same = /^stages\/prod\.json and stages\/staging\.json are the same stack: give one of them another stackName/;
  expect(problemsOf({ prod: none, staging: none })[0]).toMatch(same);
  expect(problemsOf({ prod: { ...none, account: '111122223333' }, staging: none })[0]).toMatch(same);
  for (const [prod, staging] of [
    [none, { ...none, stackName: 'Staging' }],
    [
      { ...none, account: '111122223333' },
      { ...none, account: '444455556666' },
    ],
    [
      { ...none, region: 'eu-central-1' },
      { ...none, region: 'eu-west-1' },
    ],
  ]) {
    expect(() => readStage({ prod, staging })).not.toThrow();
  }
  expect(() => readStage({ prod: none, staging: '{' })).not.toThrow();
});
