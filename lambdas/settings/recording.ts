import * as z from 'zod/mini';
import { knownOr } from '../platform/known-part.ts';

/** Whether calls are recorded: all, those whose callers allow it when they are asked, or none. */
export const recording = z.enum(['on', 'ask', 'off']);
export type Recording = z.infer<typeof recording>;

/** As it is stored. What only a newer version knows is no permission. */
export const storedRecording = knownOr(z.optional(recording), 'off');
