const words: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Taken down; it is worked through a moment later.',
  204: 'Deleted.',
  400: 'What was sent does not fit; `errors` names the fields.',
  401: 'Without a valid key or token.',
  403: 'The key, or the origin of the page, may not do this.',
  404: 'There is no such thing, or none that the key may see.',
  409: 'It is in use, or used for something else.',
  413: 'The body is too large.',
  429: 'Too much at once; please try again.',
  500: 'It failed here; please try again.',
};

/** What a status means in this API. */
export function saidOfStatus(status: number): string {
  const said = words[status];
  if (said === undefined) throw new Error(`nothing is said about the status ${status}`);
  return said;
}
