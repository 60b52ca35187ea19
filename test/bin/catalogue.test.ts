import { readFileSync } from 'node:fs';
import path from 'node:path';
import { definitionsText, entriesText } from '../../bin/catalogue/catalogue-files.ts';
import { leftOut } from '../../bin/catalogue/left-out.ts';
import { readDefinitions } from '../../bin/catalogue/read-definitions.ts';

const deliveries = path.join(__dirname, '../../lambdas/deliveries');
const definitions = readDefinitions();

test('what is known of the package is what the package says: `npm run catalogue` writes it', () => {
  expect(definitions.size).toBeGreaterThan(100);
  const written = (file: string) => readFileSync(path.join(deliveries, file), 'utf8');
  expect(written('destinations/catalogue/catalogue-entries.js') === entriesText(definitions)).toBe(true);
  expect(written('catalogue-action/definitions.js') === definitionsText(definitions)).toBe(true);
});

test('what is left out is in the package, or it need not be named', () => {
  const folder = path.join(
    path.dirname(require.resolve('@segment/action-destinations/package.json')),
    'dist/destinations',
  );
  const gone = Object.keys(leftOut).filter((name) => !readFileSync(path.join(folder, name, 'index.js'), 'utf8'));
  expect(gone).toEqual([]);
});
