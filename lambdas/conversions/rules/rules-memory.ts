import type { Table } from '../../platform/aws/table.ts';
import type { Rule } from './rule.ts';
import { readRules, readRulesVersion } from './rules-store.ts';

/** How the present rules of a site are got. */
export type ReadRules = (settings: Table, site: string) => Promise<readonly Rule[]>;

/** So many sites are remembered. */
const mostSites = 500;

/**
 * One container's memory of rules. They are read again only when the version that is kept beside the site has changed: each write of a
 * rule changes it in the same transaction, so no call is judged by rules that are not the present ones. The version is read first:
 * what is read after it is at least as new. Of a site without one nothing is remembered.
 */
export function rulesMemory(): ReadRules {
  const known = new Map<string, { readonly version: string; readonly rules: readonly Rule[] }>();
  return async (settings, site) => {
    const version = await readRulesVersion(settings, site);
    const remembered = known.get(site);
    if (version !== undefined && remembered?.version === version) return remembered.rules;
    const rules = await readRules(settings, site);
    known.delete(site);
    const [oldest] = known.keys();
    if (known.size >= mostSites && oldest !== undefined) known.delete(oldest);
    if (version !== undefined) known.set(site, { version, rules });
    return rules;
  };
}
