import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { readConfig } from '../../lib/config.ts';
import { readPaper, root, tableAfter } from './markdown.ts';

const readme = readPaper('README.md');

test('the table of deployment settings is what lib/config.ts reads', () => {
  const written = tableAfter(readme, 'setting').flatMap(([names, standard]) =>
    names!.split(', ').map((name) => [name, standard!]),
  );
  const defaults: Record<string, unknown> = readConfig(new App({ context: { connect: 'none' } }).node);
  const withoutDefault = namesOfSettings().filter((name) => defaults[name] === undefined);
  expect(new Set(written.map(([name]) => name))).toEqual(new Set(namesOfSettings()));
  expect(Object.fromEntries(written)).toEqual({
    ...Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, String(value)])),
    ...Object.fromEntries(withoutDefault.map((name) => [name, 'none'])),
  });
});

/** An unknown setting is refused with the names of all that there are. */
function namesOfSettings(): string[] {
  try {
    readConfig(new App({ context: { unknown: 1 } }).node);
  } catch (error) {
    const names = /there are ([\w, ]+)/.exec(String(error))?.[1];
    if (names !== undefined) return names.split(', ');
  }
  throw new Error('an unknown setting is not refused with the list of settings');
}

test('the table of variables is what the code reads', () => {
  const written = tableAfter(readme, 'variable').map(([name]) => name!);
  const read = new Set(
    globSync(['bin/**/*.ts', 'local/**/*.ts', 'lib/**/*.ts', 'lambdas/**/*.ts'], { cwd: root })
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .flatMap((text) => [...text.matchAll(/LEASELINE_[A-Z_]+/g)].map((match) => match[0])),
  );
  expect(new Set(written)).toEqual(read);
});

test('the defaults of the variables stand in the code', () => {
  const code = globSync(['bin/**/*.ts', 'local/**/*.ts'], { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  for (const [name, standard] of tableAfter(readme, 'variable')) {
    if (standard === 'none') continue;
    const beside = new RegExp(
      `${name}.{0,60}${standard!.replaceAll('.', '\\.').replace(/(\d)(\d{3})/, '$1_?$2')}`,
      's',
    );
    expect({ name, found: beside.test(code) }).toEqual({ name, found: true });
  }
});

test('the folders of the layout are those of the project', () => {
  const written = tableAfter(readme, 'folder').map(([name]) => name!.replace('/', ''));
  const tracked = ['bin', 'lib', 'lambdas', 'web', 'local', 'packages', 'test', 'docs', 'stages'];
  expect(written.toSorted()).toEqual(tracked.toSorted());
});
