import { env } from './names.ts';

/** The environment variable of that name. Throws when the template did not set it: no default can be right. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is not set`);
  return value;
}

/** Scheme and host at which people reach the product, for links that they are sent. */
export function publicUrl(): string {
  return process.env[env.localUrl] ?? required(env.publicUrl);
}
