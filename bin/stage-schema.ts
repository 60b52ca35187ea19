import { writeFileSync } from 'node:fs';
import { stageSchemaText } from '../lib/config/stage-schema.ts';

/** `npm run stage-schema`: writes stages/schema.json anew, out of the schema by which settings are parsed. */
writeFileSync(new URL('../stages/schema.json', import.meta.url), stageSchemaText());
