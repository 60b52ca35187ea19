import * as z from 'zod/mini';
import { openWord } from '../../platform/http/open-word.ts';

/** What was said on one leg. */
const transcriptOfLeg = z.object({
  leg: z.string(),
  /** `plain`: nothing is taken out of it; only of a site that keeps such. */
  form: openWord(['redacted', 'plain']),
  turns: z.array(
    z.object({
      by: openWord(['agent', 'customer', 'other']),
      text: z.string(),
      /** How long after the conversation began. */
      seconds: z.number(),
    }),
  ),
  /** What was said where a category was met; one that was met by something else than words has no quotes. */
  categories: z.array(z.object({ name: z.string(), quotes: z.array(z.string()) })),
  highlights: z.array(z.object({ kind: openWord(['issue', 'outcome', 'action']), text: z.string() })),
  /** Not all that was said: it was longer than is kept, or its analysis was not completed. */
  isCut: z.optional(z.boolean()),
});

/** `GET /v1/calls/{call}/transcript`: what was said, leg after leg; empty where nothing is kept of it. */
export const transcriptAnswer = z.object({ call: z.string(), items: z.array(transcriptOfLeg) });
export type TranscriptAnswer = z.infer<typeof transcriptAnswer>;
