/** What actions expect of whoever runs them. No TypeScript, for the reason that `definitions.js` has. */
export { fieldsToJsonSchema, HTTPError, validateSchema } from '@segment/actions-core';
