import type { ShownNumber } from './tracker/page/shown-number.ts';

/** What it comes to; `undefined` if it throws. */
export function tried<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** The value that a text holds as JSON; `undefined` if it holds none. */
export function parseJson(text: string | null | undefined): unknown {
  return tried((): unknown => JSON.parse(text ?? 'null'));
}

/** One field of what came in, or of what the browser has; `undefined` when there is none. */
export function field(value: unknown, name: string): unknown {
  const fields: Readonly<Record<string, unknown>> = Object(value);
  return fields[name];
}

export function textField(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numericField(value: unknown, name: string): number | undefined {
  const found = field(value, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The list itself, no copy. */
export function listField(value: unknown, name: string): unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

export function textsField(value: unknown, name: string): string[] {
  return listField(value, name).filter((one): one is string => typeof one === 'string' && one !== '');
}

export function numberField(value: unknown, name: string): ShownNumber | undefined {
  const found = field(value, name);
  const e164 = textField(found, 'e164');
  if (e164 === undefined) return undefined;
  return { e164, display: textField(found, 'display') ?? e164, href: textField(found, 'href') ?? `tel:${e164}` };
}
