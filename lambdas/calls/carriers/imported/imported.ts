import * as z from 'zod';
import type { LegFields } from '../../observation.ts';
import type { Carrier, CarrierPayload } from '../carrier.ts';
import { readCallMessage } from '../generic/call-message.ts';
import type { ParsedPayload } from '../parsed-payload.ts';

const settings = z.object({
  /** The type of the account under which the call is kept. */
  carrier: z.string().default('import'),
  /** ISO 3166-1 alpha-2, of numbers that do not say theirs. */
  country: z.string().optional(),
  /** Whether rules may make conversions of it. */
  conversions: z.boolean().default(false),
});
type ImportSettings = z.infer<typeof settings>;

/**
 * Past calls that an operator imports, each a record like those of the generic carrier, under the account of any carrier. It has no hooks:
 * who may import is said by an API key.
 */
export const imported: Carrier<ImportSettings, unknown> = {
  type: 'import',
  settings,
  secrets: z.strictObject({}),
  hooks: [],

  verify: () => 'forged',

  read: readImported,
};

function readImported(payload: CarrierPayload<ImportSettings>, receivedAt: number): ParsedPayload {
  const { carrier, country, conversions } = payload.settings;
  const read = readCallMessage({ ...payload, hook: 'calls', settings: { country } }, receivedAt);
  if (!('observations' in read)) return read;
  const isHistory: LegFields = conversions ? {} : { history: true };
  return {
    observations: read.observations.map((told) => ({ ...told, carrier, fields: { ...told.fields, ...isHistory } })),
  };
}
