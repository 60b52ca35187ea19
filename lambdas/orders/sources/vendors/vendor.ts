import type * as z from 'zod';
import type { OrderMapping } from '../order-mapping.ts';
import type { signatureScheme } from '../scheme.ts';

/** A sender whose way of signing and writing is known: data, which a source may change for itself. */
export interface Vendor extends OrderMapping {
  readonly type: string;
  readonly scheme: z.input<typeof signatureScheme>;
  /** What it sends, unsigned, to see whether somebody listens. It is answered, and tells of nothing. */
  readonly ping?: RegExp;
}
