import * as z from 'zod';
import { fields } from './fields.ts';

/** The text of `stages/schema.json`: what editors complete and check the files of stages by. */
export function stageSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(fields.extend({ $schema: z.string().optional() }), {
    io: 'input',
    target: 'draft-7',
  });
  const saysConnect = {
    anyOf: [
      { required: ['connectInstanceArn'] },
      { properties: { connect: { const: 'none' } }, required: ['connect'] },
    ],
  };
  const title = 'Settings of a stage of Leaseline';
  return `${JSON.stringify({ $schema, title, ...schema, ...saysConnect }, null, 2)}\n`;
}
