import { addressParameters, knownValues } from '../../attribution/address-parameters.ts';
import { readClickIds } from '../../attribution/click-ids.ts';
import { normalEmail } from '../../identifiers/email.ts';
import { personalNationalNumber } from '../../identifiers/national-phone.ts';
import { textAt } from './expression.ts';
import type { Fields } from './order-mapping.ts';

/** By what the call of an order may be found, in normal forms. */
export interface FoundBy {
  readonly call?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly clickId?: Readonly<Record<string, string>>;
}

/** What the webhook says of the buyer. What cannot be read is left out; undefined when nothing is left. `country`: the source's. */
export function readFind(fields: Fields, webhook: object, country: string | undefined): FoundBy | undefined {
  const call = textAt(fields.call, webhook);
  const written = textAt(fields.phone, webhook);
  const phone = written && personalNationalNumber(written, textAt(fields.country, webhook)?.toUpperCase() ?? country);
  const email = normalEmail(textAt(fields.email, webhook) ?? '');
  const clickId = clickIds(fields, webhook);
  const found: FoundBy = {
    ...(call !== undefined && call.length <= 200 && { call }),
    ...(phone && { phone }),
    ...(email !== undefined && { email }),
    ...(Object.keys(clickId).length > 0 && { clickId }),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

/** Those that are named beat those of the landing page. All are read as strictly as a page's own. */
function clickIds(fields: Fields, webhook: object): Record<string, string> {
  const values = new Map(knownValues(addressParameters(address(textAt(fields.landingPage, webhook) ?? ''))));
  for (const [name, where] of Object.entries(fields.clickIds ?? {})) {
    const value = textAt(where, webhook);
    if (value !== undefined) values.set(name.toLowerCase(), value);
  }
  return readClickIds(values);
}

/** Shops give the path of a page only; which shop it is does not matter. */
function address(text: string): URL {
  const base = 'https://page.invalid';
  return URL.canParse(text, base) ? new URL(text, base) : new URL(base);
}
