import { readFileSync, writeFileSync } from 'node:fs';
import { openapiText } from './openapi/document.ts';

/** `npm run openapi`: writes docs/openapi.json anew, out of the schemas by which the calls are parsed. */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
writeFileSync(new URL('../docs/openapi.json', import.meta.url), openapiText(String(version)));
