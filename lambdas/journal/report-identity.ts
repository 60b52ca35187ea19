import type { StoredCall } from '../calls/call-item.ts';
import { personalNumber } from '../identifiers/phone.ts';
import { linkIdentity, unlinkVisitor } from '../orders/identity.ts';
import type { IdentityReport } from '../orders/identity-report.ts';
import type { OrderSources } from '../orders/seek-order.ts';
import type { Table } from '../platform/aws/table.ts';
import { badRequest } from '../platform/http/problem.ts';
import { inTurn } from '../platform/in-turn.ts';
import { noteOwnIds } from '../visits/own-ids-store.ts';
import type { Visit } from '../visits/visit.ts';
import { visitsOfVisitor } from '../visits/visitor-visits-store.ts';

export interface IdentityDependencies extends OrderSources {
  readonly visits: Table;
}

/** So many visits of somebody are given their ids; who has more is no customer. */
const mostVisits = 200;
const visitsAtOnce = 16;

/**
 * Notes who somebody is; `call` is the one that is named. Answers how many visits have the ids now. Of a visitor without visits, who withdrew or
 * was here long ago, nothing is kept. Throws 400 for a number that stands for a withheld one. `now` in ms.
 */
export async function reportIdentity(
  dependencies: IdentityDependencies,
  report: IdentityReport,
  call: StoredCall | undefined,
  now: number,
): Promise<number> {
  const { site, email, phone, ids } = report;
  if (phone !== undefined && personalNumber(phone) === undefined) {
    throw badRequest('the number is nobody’s', [{ field: 'phone', detail: 'stands for a withheld number' }]);
  }
  const named = report.visitor ?? call?.match.visit?.visitor;
  const visits = named === undefined ? [] : await visitsOf(dependencies.visits, site, named);
  const visitor = visits[0]?.visitor;
  const caller = call?.caller?.kind === 'number' ? personalNumber(call.caller.number) : undefined;
  const phones = [phone, caller].filter((number) => number !== undefined);
  if (email !== undefined) {
    await linkIdentity(dependencies, { site, email, visitor, call: call?.id, phones }, now);
    // Who withdraws meanwhile may have been forgotten before.
    const isGone = visitor !== undefined && (await visitsOf(dependencies.visits, site, visitor)).length === 0;
    if (isGone) await unlinkVisitor(dependencies, { site, visitor });
  }
  if (ids === undefined) return 0;
  let kept = 0;
  await inTurn(visits, visitsAtOnce, async (visit) => {
    if (await noteOwnIds(dependencies.visits, visit, ids)) kept += 1;
  });
  return kept;
}

async function visitsOf(table: Table, site: string, visitor: string): Promise<Visit[]> {
  const found: Visit[] = [];
  for await (const visits of visitsOfVisitor(table, visitor, [])) {
    found.push(...visits.filter((visit) => visit.site === site));
    if (found.length >= mostVisits) break;
  }
  return found.slice(0, mostVisits);
}
