import * as z from 'zod';
import { amountUnit, fieldChanges, fields, type Kinds, kinds, type OrderMapping, orderKinds } from './order-mapping.ts';
import type { StoredOrderSource } from './order-source.ts';
import { type SignatureScheme, signatureScheme } from './scheme.ts';
import { vendors } from './vendors/registry.ts';
import type { Vendor } from './vendors/vendor.ts';

/** How a source's webhooks are verified and read: what its type says, and what its owner says instead. */
export interface SourceWays {
  readonly scheme: SignatureScheme;
  readonly mapping: OrderMapping;
  readonly ping?: RegExp | undefined;
}

const changes = z.object({ kinds: kinds.optional(), fields: fieldChanges.optional() });
const custom = z.object({ scheme: signatureScheme, kinds, fields, amountUnit });

/** Undefined for a type or a setting that only a newer version knows. */
export function sourceWays(source: StoredOrderSource): SourceWays | undefined {
  const vendor = vendors.get(source.type);
  if (vendor !== undefined) return waysOf(vendor, source);
  if (source.type !== 'custom') return undefined;
  const { success, data } = custom.safeParse(source);
  if (!success) return undefined;
  const { scheme, ...mapping } = data;
  return { scheme, mapping };
}

function waysOf({ scheme, ping, ...vendor }: Vendor, source: StoredOrderSource): SourceWays | undefined {
  const { success, data } = changes.safeParse(source);
  if (!success) return undefined;
  const { kinds: changed = {}, fields: others = {} } = data;
  const mapping: OrderMapping = {
    ...vendor,
    kinds: changedKinds(vendor.kinds, changed),
    fields: { ...vendor.fields, ...others, id: others.id ?? vendor.fields.id },
  };
  return { scheme: signatureScheme.parse(scheme), mapping, ping };
}

/** Of a kind that the owner describes, what they do not say stays as the type has it. */
function changedKinds(known: Kinds, changed: Kinds): Kinds {
  const merged = orderKinds.flatMap((kind) => {
    const told = changed[kind] === undefined ? known[kind] : { ...known[kind], ...changed[kind] };
    return told === undefined ? [] : [[kind, told]];
  });
  return Object.fromEntries(merged);
}
