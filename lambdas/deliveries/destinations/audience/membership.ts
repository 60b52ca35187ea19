import * as z from 'zod';
import type { BuildInput, Built } from '../destination.ts';

/** What a conversion means for an audience, whoever keeps it. */
export const membershipFields = {
  action: z
    .enum(['add', 'remove'], { error: 'must be add or remove' })
    .describe('What becomes of who bought; a refund does the opposite.'),
  products: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .refine((skus) => new Set(skus).size === skus.length, { message: 'must not name a product twice' })
    .optional()
    .describe('SKUs: only who bought one of them. Without it whoever has the conversion.'),
};

interface MembershipSettings {
  readonly action: 'add' | 'remove';
  readonly products?: readonly string[] | undefined;
}

type Skip = Extract<Built, { readonly kind: 'skip' }>;

/** Whether somebody belongs to an audience from now on, or why nothing is told. */
export type Membership = { readonly kind: 'add' } | { readonly kind: 'remove' } | Skip;

/**
 * What is to be done about the caller. Nobody is added who did not allow ads; whoever is in an audience may always be removed. A conversion
 * that never counted for it says nothing.
 */
export function membershipOf({
  kind,
  conversion,
  match,
  settings,
  isTest,
}: Pick<BuildInput<MembershipSettings, unknown>, 'kind' | 'conversion' | 'match' | 'settings' | 'isTest'>): Membership {
  const counts = isTest === true || (conversion.state === 'open' && isBought(conversion.sold, settings.products));
  if (!counts && kind === 'new') return { kind: 'skip', because: 'not-for-it', reason: whyNot(settings) };
  const action = counts ? settings.action : opposite[settings.action];
  if (action === 'remove' || match.visit?.consent?.ads === true) return { kind: action };
  const reason =
    match.visit === null
      ? 'the call belongs to no visit, so nobody allowed ads'
      : 'the visitor did not allow ads, and is added to no audience';
  return { kind: 'skip', because: 'no-consent', reason };
}

const opposite = { add: 'remove', remove: 'add' } as const;

/** `sold` is absent where no order says what it was of, and empty where all was given back. */
function isBought(sold: readonly string[] | undefined, products: readonly string[] | undefined): boolean {
  if (products === undefined) return sold === undefined || sold.length > 0;
  return sold?.some((sku) => products.includes(sku)) ?? false;
}

function whyNot({ products }: MembershipSettings): string {
  return products === undefined
    ? 'what was bought was given back before it was told'
    : 'no order of the call names one of the products, or they were given back';
}
