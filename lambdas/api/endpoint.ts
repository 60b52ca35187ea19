import type * as z from 'zod';
import type { ApiKeyRole } from '../settings/api-keys/api-key.ts';

/** A page has little to say. */
export const maxPageBodyBytes = 16 * 1024;

/** One endpoint of the API: by this requests are parsed and answers trimmed, and `docs/openapi.json` is made of it. */
export interface Endpoint {
  /** The name that generated clients give it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly query?: z.ZodObject;
  readonly body?: z.core.$ZodType;
  /** The content type of a body that is not JSON. */
  readonly bodyType?: string;
  /** The statuses of success; of pages for people, all that are answered by a page. */
  readonly status: readonly number[];
  /** What is told then; without it the answer is empty, or `file`. Fields that it does not name stay inside. */
  readonly answer?: z.core.$ZodType;
  /** The content type of an answer that is not JSON. */
  readonly file?: string;
  /** Besides those that every endpoint of its kind has. */
  readonly problems: readonly number[];
  /** What body and answer may look like; tests hold both against their schemas. */
  readonly example?: {
    readonly body?: Readonly<Record<string, unknown>>;
    readonly answer?: Readonly<Record<string, unknown>>;
  };
}

/** One that operators, agents and tools use, with an API key. */
export interface ManagementEndpoint extends Endpoint {
  /** Whose keys include it; which sites a key may touch is the key's own matter. */
  readonly roles: readonly ApiKeyRole[];
}

/** Who sets up a house. */
export const admins: readonly ApiKeyRole[] = ['admin'];

/** Who keeps it running: pools, numbers, and what came of calls. */
export const operators: readonly ApiKeyRole[] = ['admin', 'operator'];

/** Who looks at it. */
export const readers: readonly ApiKeyRole[] = ['admin', 'operator', 'reader'];

/** What a CRM needs besides: to look calls up. */
export const everyRole: readonly ApiKeyRole[] = ['admin', 'operator', 'crm', 'reader'];

/** What a CRM needs: to report what came of calls. */
export const reporters: readonly ApiKeyRole[] = ['admin', 'operator', 'crm'];
