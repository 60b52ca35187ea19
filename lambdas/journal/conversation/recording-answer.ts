import * as z from 'zod/mini';

/** `GET /v1/calls/{call}/recording`: a link to what was recorded on one leg. */
export const recordingAnswer = z.object({
  call: z.string(),
  leg: z.string(),
  /** Whoever has it can hear the recording, until `expiresAt`. */
  url: z.string(),
  /** Missing where it is the carrier's own address: that asks for the carrier's own sign-in. */
  expiresAt: z.optional(z.iso.datetime()),
  startedAt: z.optional(z.iso.datetime()),
});
export type RecordingAnswer = z.infer<typeof recordingAnswer>;
