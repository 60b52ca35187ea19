import * as z from 'zod';

/** Tags have no meaning on one machine; they are accepted as CloudFormation writes them. */
export const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional();
