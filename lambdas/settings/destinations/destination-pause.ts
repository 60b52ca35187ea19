import * as z from 'zod';

/** Why nothing goes to a destination until a person acts: it refuses our credentials, or it said that it is there no more (410). */
export const pauseReasons = ['credentials', 'gone'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** As it lies at the destination. `why` is any text, as a newer version may know more reasons; `since` in ms. */
export const storedPause = z.object({ why: z.string(), detail: z.string(), since: z.number().int() });
export type StoredPause = Readonly<z.infer<typeof storedPause>>;

/**
 * How fast a destination is sent to after it said that it had too much to do; all in ms. Nothing goes out before `throttledUntil`. What waits
 * takes one time after the other, `slotMs` apart; `nextSlot` is the first that nobody has. All missing: it never said so.
 */
export const storedThrottle = z.object({
  throttledUntil: z.number().int().optional(),
  slotMs: z.number().int().optional(),
  nextSlot: z.number().int().optional(),
});
export type StoredThrottle = Readonly<z.infer<typeof storedThrottle>>;
