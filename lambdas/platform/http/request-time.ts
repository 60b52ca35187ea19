import * as z from 'zod';

/** A time in a request, ISO 8601 with its zone. One that is missing is told so, as other fields are. */
export const requestTime = z.iso.datetime({
  offset: true,
  error: ({ input }) => (input === undefined ? undefined : 'must be a time like 2026-01-31T12:00:00Z'),
});
