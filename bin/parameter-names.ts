import { writeFileSync } from 'node:fs';
import { knownParameters } from '../lambdas/attribution/known-parameters.ts';

/** `npm run parameter-names`: writes the tracker's list of parameters anew, out of the list by which the API reads addresses. */
const text = `/** All parameters that the API reads of an address, as a part of a regular expression. Written by \`npm run parameter-names\`. */
export const parameterNames =
  '${knownParameters.join('|')}';
`;
writeFileSync(new URL('../web/tracker/arrival/parameter-names.ts', import.meta.url), text);
