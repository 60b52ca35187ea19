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

test('a file that is empty, or in another encoding, is told as what it is', () => {
  expect(problemsOf({ prod: ' \n' })[0]).toBe(
    'stages/prod.json is empty: copy stages/example.json to it and change it.',
  );
  const utf16 = Buffer.from(`\ufeff${JSON.stringify(none)}`, 'utf16le');
  expect(problemsOf({ prod: utf16 })[0]).toBe(
    'stages/prod.json is not text in UTF-8: save it again with that encoding.',
  );
});

test('the mark of UTF-8 that some editors put first is no mistake', () => {
  expect(readStage({ prod: `\ufeff${JSON.stringify(none)}` })).toMatchObject(none);
});

test('a setting that is there twice is refused: one of the two was changed in vain', () => {
  expect(problemsOf({ prod: '{\n  "connect": "none",\n  "visitDays": 30,\n  "visitDays": 365\n}' })).toEqual([
    'stages/prod.json says visitDays twice (line 4): leave one of them out.',
  ]);
  const zone = JSON.stringify(whole).replace('"id":', '"id":"Z0", "id":');
  expect(problemsOf({ prod: zone })[0]).toBe('stages/prod.json says id twice (line 1): leave one of them out.');
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
