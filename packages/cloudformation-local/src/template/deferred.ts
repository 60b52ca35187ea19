const mark = '\uE000';

/** Stands in for what a resource will give once it exists, while a template is checked before anything is made. */
export function deferred(what: string): string {
  return `${mark}${what}${mark}`;
}

/** Whether such a stand-in is anywhere in the value, so that its text says nothing yet. */
export function isDeferred(value: unknown): boolean {
  return JSON.stringify(value)?.includes(mark) ?? false;
}
