import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.join(__dirname, '../..');

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>
  >;
}

const workflow = parse(readFileSync(path.join(root, '.github/workflows/ci.yml'), 'utf8')) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

test('continuous integration runs what CONTRIBUTING says, and nothing else', () => {
  const commands = steps.flatMap(({ run }) => run ?? []);
  expect(commands.join(' && ')).toBe('npm ci && npm test');
  expect(readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')).toContain(`\n${commands.join(' && ')}\n`);
});

test('its actions are pinned to a commit', () => {
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
});

test.each(['bug', 'idea'])('the form for a %s can be filled in', (name) => {
  const form = parse(readFileSync(path.join(root, `.github/ISSUE_TEMPLATE/${name}.yml`), 'utf8')) as {
    readonly name: string;
    readonly body: readonly { readonly id: string; readonly attributes: { readonly label: string } }[];
  };
  expect(form.name).not.toBe('');
  expect(new Set(form.body.map(({ id }) => id)).size).toBe(form.body.length);
  for (const { attributes } of form.body) expect(attributes.label).not.toBe('');
});
