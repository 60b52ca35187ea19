import { transact } from '../../../lambdas/platform/aws/transact.ts';
import { deriveSigningKeys } from '../../../lambdas/platform/signing-keys.ts';
import { wantDigest } from '../../../lambdas/settings/destinations/digest-entry.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { claimDigest, releaseDigest } from '../../../lambdas/team/digest/digest-store.ts';
import { sayByLink } from '../../../lambdas/team/outcome-link/answer-link.ts';
import { outcomeLink } from '../../../lambdas/team/outcome-link/outcome-token.ts';
import { keep, openHouse, played, soonAfter } from '../settle/call-house.ts';
import { row, type StoreRow, type Tables } from './store-row.ts';

const keys = deriveSigningKeys(JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] }));
const token = outcomeLink(keys, '', 'call-1', soonAfter).slice('/v1/outcome/'.length);

function say(tables: Tables, form: string) {
  const dependencies = {
    signingKeys: keys,
    settings: tables.settings,
    calls: tables.calls,
    settleLater: async () => undefined,
  };
  return sayByLink(dependencies, token, Buffer.from(form), soonAfter);
}

async function settled(tables: Tables): Promise<void> {
  const house = await openHouse([], tables);
  const { lookup, events, record } = played();
  await keep(house, lookup, ...events, record);
  await settle('call-1', house.deps, soonAfter);
}

const entry = { destination: 'team', site: 'shop', sentDay: undefined, wantedSince: soonAfter };
async function wanted({ settings }: Tables): Promise<void> {
  await transact(settings.documents, [wantDigest(settings.name, { id: 'team', site: 'shop' }, soonAfter)]);
}

export const teamRows: readonly StoreRow[] = [
  row('sayByLink', 'nothing was said before', settled, (tables) => say(tables, 'outcome=won&amount=100')),
  row(
    'sayByLink',
    'another amount was said before',
    async (tables) => {
      await settled(tables);
      await say(tables, 'outcome=won&amount=100');
    },
    (tables) => say(tables, 'outcome=won&amount=200'),
  ),
  row('claimDigest', 'none was claimed before', wanted, async ({ settings }) => {
    return (await claimDigest(settings, entry, '2026-05-04')) !== undefined;
  }),
  row('releaseDigest', 'it was claimed', wanted, async ({ settings }) => {
    const claim = await claimDigest(settings, entry, '2026-05-04');
    return claim && releaseDigest(settings, entry, claim);
  }),
];
