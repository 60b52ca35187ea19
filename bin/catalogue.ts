import { writeFileSync } from 'node:fs';
import { definitionsText, entriesText } from './catalogue/catalogue-files.ts';
import { readDefinitions } from './catalogue/read-definitions.ts';

/** `npm run catalogue`: writes anew what the product knows of the destinations of `@segment/action-destinations`, out of the package. */
const definitions = readDefinitions();
const write = (place: string, text: string) =>
  writeFileSync(new URL(`../lambdas/deliveries/${place}`, import.meta.url), text);
write('destinations/catalogue/catalogue-entries.js', entriesText(definitions));
write('catalogue-action/definitions.js', definitionsText(definitions));
