import * as z from 'zod';
import type { HttpRequest } from '../destinations/destination.ts';
import { headersWithoutPartner, textWithoutPartner, withoutPartner } from './without-partner.ts';

const texts = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const headers = z.union([
  z.instanceof(Headers).transform((given) => Object.fromEntries(given)),
  z.record(z.string(), z.unknown()).transform((given) => textsOf(given)),
]);

/** Options of a request as actions give them, as far as they say what is sent. */
const options = z.object({
  method: z
    .string()
    .default('get')
    .transform((method) => method.toUpperCase()),
  headers: headers.default({}),
  json: z.unknown().optional(),
  body: z.unknown().optional(),
  searchParams: z.record(z.string(), z.string()).default({}),
  username: texts.optional(),
  password: texts.optional(),
  throwHttpErrors: z.boolean().default(true),
});
export type RequestOptions = z.infer<typeof options>;

const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** What a destination adds to all of its requests, and what an action says of this one, which goes before it. */
export function mergeOptions(base: unknown, own: unknown): RequestOptions {
  const parsed = [base, own].map((each) => z.record(z.string(), z.unknown()).parse(each ?? {}));
  const merged = Object.assign({}, ...parsed);
  const heads = parsed.map((each) => lowerCase(headers.parse(each.headers ?? {})));
  const queries = parsed.map((each) => queryOf(each.searchParams));
  return options.parse({
    ...merged,
    headers: Object.assign({}, ...heads),
    searchParams: Object.assign({}, ...queries),
  });
}

function queryOf(given: unknown): Record<string, string> {
  if (typeof given === 'string' || given instanceof URLSearchParams)
    return Object.fromEntries(new URLSearchParams(given));
  return given === undefined || given === null ? {} : textsOf(given);
}

/**
 * The request as data, in our own name. `told` is all that the user said: what is in it is theirs. Throws where it is of a kind that we
 * do not send.
 */
export function requestOf(
  url: string,
  given: RequestOptions,
  told: ReadonlySet<string>,
  endpoint?: string,
): HttpRequest {
  const { json, body, username, password } = given;
  const isJson = json !== undefined;
  const sign = username !== undefined || password !== undefined;
  const credentials = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64');
  const isForm = body instanceof URLSearchParams;
  const text = isJson ? JSON.stringify(withoutPartner(plain(json), told)) : bodyText(body, told);
  return {
    method: method.parse(given.method),
    url: addressOf(url, given.searchParams, told, endpoint),
    headers: {
      ...(isForm && { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }),
      ...headersWithoutPartner(given.headers, told),
      ...(isJson && { 'content-type': 'application/json' }),
      ...(sign && { authorization: `Basic ${credentials}` }),
      'user-agent': 'Leaseline',
    },
    ...(text !== undefined && { body: text }),
  };
}

function addressOf(
  url: string,
  searchParams: Readonly<Record<string, string>>,
  told: ReadonlySet<string>,
  endpoint: string | undefined,
): string {
  const address = new URL(url);
  const hasOwn = Object.keys(searchParams).length > 0;
  // Written anew only where something of it goes: some receivers are particular about how it is written.
  const query = hasOwn ? searchParams : Object.fromEntries(address.searchParams);
  const kept = formWithoutPartner(query, told);
  if (hasOwn || kept.size < Object.keys(query).length) address.search = kept.toString();
  if (endpoint === undefined) return address.href;
  const { origin, pathname } = new URL(endpoint);
  return `${origin}${pathname.replace(/\/+$/, '')}${address.pathname}${address.search}`;
}

function bodyText(body: unknown, told: ReadonlySet<string>): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof URLSearchParams) return formWithoutPartner(Object.fromEntries(body), told).toString();
  if (typeof body !== 'string') throw new Error('the action sends a body that is no text');
  return textWithoutPartner(body, told);
}

function formWithoutPartner(form: Readonly<Record<string, string>>, told: ReadonlySet<string>): URLSearchParams {
  const kept = Object.entries(withoutPartner(form, told));
  return new URLSearchParams(Object.fromEntries(kept.map(([name, value]) => [name, textWithoutPartner(value, told)])));
}

/** As JSON has it: without what is undefined, dates as text. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** What is there as text: what is undefined is left out, as it is of a header or a query. */
function textsOf(given: unknown): Record<string, string> {
  const named = z.record(z.string(), z.unknown()).parse(given);
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => {
      const text = texts.safeParse(value);
      return text.success ? [[name, text.data]] : [];
    }),
  );
}

function lowerCase(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}
