import { readDiff } from './apply-diff.ts';
import { tryExample } from './worked-example.ts';

const newFile = (file: string, line: string) => readDiff(`--- /dev/null\n+++ b/${file}\n@@\n+${line}`);

test('an example that does not fit is complained of, wherever, and what its script says is told', async () => {
  const { sources, complaints, printed } = await tryExample({
    changes: [
      newFile('lambdas/platform/wrong.ts', "export const wrong: number = 'text';"),
      newFile('web/dashboard/wrong.ts', "export const wrong: number = 'text';"),
      newFile('docs/wrong.md', 'No source file.'),
    ],
    script: "throw new Error('it does not work');",
    printed: {},
  });
  expect(sources).toEqual(['lambdas/platform/wrong.ts', 'web/dashboard/wrong.ts']);
  expect(complaints).toMatch(/lambdas\/platform\/wrong.ts.*error TS2322/);
  expect(complaints).toMatch(/dashboard\/wrong.ts.*error TS2322/);
  expect(printed).toContain('it does not work');
});
