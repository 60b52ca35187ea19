/** Where a call stands in the log, the same for all sites: by its start (ms), then by its id. */
export function logKeyOf({ startedAt, id }: { readonly startedAt: number; readonly id: string }): string {
  return `${String(startedAt).padStart(13, '0')}#${id}`;
}

/** What such a key looks like. */
export const logKeyForm = /^\d{13}#\S{1,300}$/;
