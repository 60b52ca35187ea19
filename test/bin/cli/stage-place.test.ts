import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stackOfStage } from '../../../bin/cli/stage-place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (stage: string, settings: object) =>
  writeFileSync(path.join(folder, `${stage}.json`), JSON.stringify(settings));

test('a stage names its stack and Region', () => {
  write('staging', { stackName: 'Leaseline-staging', region: 'eu-west-1', connect: 'none' });
  write('prod', { connect: 'none', account: '111122223333' });
  expect(stackOfStage('staging', folder)).toEqual({ stack: 'Leaseline-staging', region: 'eu-west-1' });
  expect(stackOfStage('prod', folder)).toEqual({ stack: 'Leaseline', region: undefined });
});

test('one that there is not, or that names nothing, is refused with a sentence', () => {
  write('odd', { stackName: 7 });
  expect(() => stackOfStage('prod', folder)).toThrow('There is no stage "prod"; there are odd.');
  expect(() => stackOfStage('odd', folder)).toThrow('stackName and region must be texts');
});
