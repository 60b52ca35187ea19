import * as z from 'zod';

/** A destination as it is told: which secrets are set, never what they are. Its settings are those of its type. */
export const destinationAnswer = z.object({
  id: z.string(),
  site: z.string(),
  type: z.string(),
  settings: z.record(z.string(), z.unknown()),
  /** The names of the secrets that are set. */
  secretNames: z.array(z.string()),
});

/** `SITE#<site>/DESTINATION#<destination>`. */
export const storedDestination = destinationAnswer.extend({
  /** Each change raises it. */
  version: z.number().int(),
  /** The rules that name it. */
  usedBy: z.set(z.string()).optional(),
});
export type StoredDestination = Readonly<z.infer<typeof storedDestination>>;
