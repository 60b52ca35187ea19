import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { stageSchemaText } from '../../../lib/config/stage-schema.ts';
import { readStage, whole } from './stages.ts';

const stages = path.resolve(import.meta.dirname, '../../../stages');
const read = (file: string) => readFileSync(path.join(stages, file), 'utf8');
const fits = addFormats(new Ajv({ allErrors: true })).compile(JSON.parse(stageSchemaText()));

test('stages/schema.json is what the settings are parsed by; npm run stage-schema writes it anew', () => {
  expect(read('schema.json')).toBe(stageSchemaText());
});

test('every setting says in the editor what it is', () => {
  const { properties } = JSON.parse(stageSchemaText());
  const { $schema: _, ...settings } = properties;
  for (const { description } of Object.values<{ description?: string }>(settings))
    expect(description).toMatch(/^.{20,}\.$/);
});

test('the example names its schema, fits it, and is taken', () => {
  const example = JSON.parse(read('example.json'));
  expect(example.$schema).toBe('./schema.json');
  expect([fits(example), fits.errors]).toEqual([true, null]);
  expect(() => readStage({ prod: example })).not.toThrow();
});

const none = { connect: 'none' };

test.each([
  [whole, true],
  [none, true],
  [{}, false],
  [{ connect: 'later' }, false],
  [{ ...none, visitDays: 0 }, false],
  [{ ...none, visitDays: '30' }, false],
  [{ ...none, logDays: 31 }, false],
  [{ ...none, hostedZone: { id: 'Z1' } }, false],
  [{ ...none, alarmMail: 'ops@shop.example' }, false],
  [{ ...none, stackName: '2nd' }, false],
  [{ ...none, recordCallMaxConcurrency: 1 }, false],
])('editor and synthesis judge %j alike', (settings, isRight) => {
  const isTaken = () => {
    try {
      readStage({ prod: settings });
      return true;
    } catch {
      return false;
    }
  };
  expect([fits(settings), isTaken()]).toEqual([isRight, isRight]);
});
