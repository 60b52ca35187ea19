import { readFileSync } from 'node:fs';
import path from 'node:path';
import { coming } from '../../lambdas/journal/call-answer.ts';

const described = readFileSync(path.join(__dirname, '../../docs/openapi.json'), 'utf8');

test.each(Object.entries(coming))('what nothing fills is said to be coming: %s', (_name, words) => {
  expect(words).toMatch(/^Coming: /);
  expect(described).toContain(words);
});
