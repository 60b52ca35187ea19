import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { BuildInput, Built, Destination } from '../../../../lambdas/deliveries/destinations/destination.ts';

type Input = BuildInput<unknown, unknown>;

export function isSent({ kind }: Built): boolean {
  return kind === 'request' || kind === 'email' || kind === 'action';
}

/** All that it sends besides mails. */
export function requestsOf(destination: Destination<unknown, unknown>, input: Input) {
  const built = destination.build(input);
  const { access, ask } = destination;
  return [
    ...(built.kind === 'request' ? [built.request] : []),
    // Where an action goes its own code knows, unless settings say it.
    ...(built.kind === 'action' && built.action.endpoint !== undefined ? [{ url: built.action.endpoint }] : []),
    ...(access ? [access.request(input.settings, input.secrets)] : []),
    ...(ask ? [ask.request('receipt-1', input)] : []),
  ];
}

/** What is told, as text. */
export function bodyOf(built: Built): string {
  if (built.kind === 'request') return built.request.body ?? '';
  if (built.kind === 'action') return JSON.stringify(built.action.fields);
  return built.kind === 'email' ? `${built.email.subject}\n${built.email.text}` : '';
}

/** A number or an address as receivers want it: as it is, as it stands in an address of the web, or hashed, numbers with or without their plus sign. */
export function formsOf(text: string): string[] {
  const hashes = [text, text.replace('+', '')].flatMap((form) =>
    ['sha256', 'md5'].map((kind) => createHash(kind).update(form).digest('hex')),
  );
  return [text, text.replace('+', ''), encodeURIComponent(text), ...hashes];
}

/** The value of a header, of a field of a form or anywhere in a JSON body, or of what follows its name in the address. */
export function valueOf(built: Built, key: string): unknown {
  if (built.kind === 'action') return built.action.fields[key];
  if (built.kind !== 'request') return undefined;
  const { url, headers, body = 'null' } = built.request;
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  if (isForm) return new URLSearchParams(body).get(key) ?? undefined;
  if (headers['content-type']?.startsWith('multipart/form-data')) return rowOf(body)[key];
  const found: unknown[] = [headers[key], url.split(`/${key}/`)[1]];
  JSON.parse(body, (name, value: unknown) => {
    if (name === key) found.push(value);
    return value;
  });
  const value = found.find((each) => each !== undefined);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The one row of a CSV file that is sent as a form, by its columns. */
function rowOf(form: string): Record<string, string> {
  const [, file = ''] = form.split('\r\n\r\n');
  const [row = {}] = parse<Record<string, string>>(file.split('\r\n--')[0]!, { columns: true });
  return row;
}
