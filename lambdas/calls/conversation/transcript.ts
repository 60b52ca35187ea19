import * as z from 'zod/mini';

/** What somebody said without a pause; `at`: how long after the conversation began, ms. */
export const turn = z.object({ by: z.enum(['agent', 'customer', 'other']), text: z.string(), at: z.int() });
export type Turn = Readonly<z.infer<typeof turn>>;

/** What was said on one leg, word for word, as its analysis tells it. */
export const transcript = z.object({
  /** The call that the analysis names. */
  call: z.string(),
  leg: z.string(),
  form: z.enum(['redacted', 'plain']),
  /** Sortable: the carrier's own time of the analysis, ISO 8601 with ms; behind it when the file was put, where both are known. */
  version: z.string(),
  /** In order. */
  turns: z.array(turn),
  /** Where a category was met, ms. */
  moments: z.array(z.object({ category: z.string(), from: z.int(), to: z.int() })),
  /** Sentences that the carrier takes for what the call was about, what came of it, and what is to be done. */
  highlights: z.array(z.object({ kind: z.enum(['issue', 'outcome', 'action']), text: z.string() })),
  /** Not all that was said: it was longer than is kept, or its analysis was not completed. */
  isCut: z.optional(z.boolean()),
});
export type Transcript = Readonly<z.infer<typeof transcript>>;
