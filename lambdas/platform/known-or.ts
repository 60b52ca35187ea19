import * as z from 'zod/mini';

/** A stored value by its schema; one that only a newer version knows is read as the one given. */
export const knownOr = z.catch;
