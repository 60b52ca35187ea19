import path from 'node:path';
import type { Import, SourceFile } from './source-file.ts';

/** The slices of `lambdas/`, the lowest first: a slice imports those before it, apart from its `strangers`. */
export const slices = [
  'platform',
  'attribution',
  'conditions',
  'settings',
  'identifiers',
  'capacity',
  'leases',
  'visits',
  'page-api',
  'recipients',
  'calls',
  'conversions',
  'orders',
  'events',
  'deliveries',
  'settle',
  'journal',
  'team',
  'api',
  'handlers',
] as const;

/** Neighbours that do not know each other. */
const strangers: Readonly<Record<string, readonly string[]>> = {
  leases: ['capacity'],
  visits: ['leases', 'capacity'],
  recipients: ['capacity'],
  calls: ['page-api'],
  conversions: ['page-api', 'capacity'],
  orders: ['page-api', 'capacity'],
  events: ['page-api', 'capacity'],
  deliveries: ['page-api', 'capacity'],
  settle: ['page-api', 'capacity'],
  journal: ['page-api'],
  team: ['page-api', 'capacity'],
};

/** What a slice may import besides itself; undefined for what is no slice. */
function below(slice: string): readonly string[] | undefined {
  const at = slices.findIndex((name) => name === slice);
  return at === -1 ? undefined : slices.slice(0, at).filter((name) => !strangers[slice]?.includes(name));
}

/** Which top folders a top folder may import; `types` says that it may take types only. */
const folders: Readonly<Record<string, { readonly values: readonly string[]; readonly types?: readonly string[] }>> = {
  bin: { values: ['bin', 'lib', 'lambdas', 'local'] },
  lib: { values: ['lib'] },
  lambdas: { values: ['lambdas'] },
  local: { values: ['local'] },
  packages: { values: ['packages'] },
  web: { values: ['web'], types: ['lambdas', 'local', 'lib'] },
  test: { values: ['test', 'bin', 'lib', 'lambdas', 'local', 'packages', 'web'] },
};

/** What is a product of its own (`packages/`) is imported by its name, its tests' tools apart; and by these only. */
const workspaces = new Set(['cloudformation-local']);
const mayRunStacks = /^(bin|local|test|packages\/[^/]+\/test)\//;

/** What the template and the code inside it must agree on: names, keys, and the languages that flows speak. */
const namesFiles: ReadonlySet<string> = new Set([
  'lambdas/platform/names.ts',
  'lambdas/platform/aws/table-keys.ts',
  'lambdas/calls/spoken/languages.ts',
]);

/**
 * Web pages bundle these, so that browser and server read the same thing alike: what the API answers, the schemas that answers are made
 * of, and how people write numbers. So they are pure, and import no more than each other and the small variant of zod.
 */
const forPagesToo: ReadonlySet<string> = new Set([
  'lambdas/api/problem-answer.ts',
  'lambdas/calls/call.ts',
  'lambdas/calls/lead-score.ts',
  'lambdas/calls/mark.ts',
  'lambdas/calls/match/match.ts',
  'lambdas/calls/observation.ts',
  'lambdas/calls/qualified.ts',
  'lambdas/calls/repeat-caller.ts',
  'lambdas/calls/spam.ts',
  'lambdas/calls/who-answered.ts',
  'lambdas/capacity/pool-status-answer.ts',
  'lambdas/deliveries/delivery.ts',
  'lambdas/deliveries/delivery-result.ts',
  'lambdas/journal/call-answer.ts',
  'lambdas/journal/call-detail-answer.ts',
  'lambdas/journal/conversation/conversation-report-answer.ts',
  'lambdas/journal/conversation/recording-answer.ts',
  'lambdas/journal/conversation/transcript-answer.ts',
  'lambdas/journal/journey/journey-answer.ts',
  'lambdas/journal/recipients/recipient-report-answer.ts',
  'lambdas/journal/removed-numbers/removed-number-answer.ts',
  'lambdas/journal/reconciliation/reconciliation-answer.ts',
  'lambdas/journal/reconciliation/reconciliation-line.ts',
  'lambdas/journal/reports/source-report-answer.ts',
  'lambdas/journal/pools/time-to-call-answer.ts',
  'lambdas/leases/inventory/pool-number-answer.ts',
  'lambdas/page-api/live-visit-answer.ts',
  'lambdas/platform/http/open-word.ts',
  'lambdas/platform/known-part.ts',
  'lambdas/settings/e164.ts',
  'lambdas/settings/pools/pool-summary.ts',
  'lambdas/settings/sites/outcomes.ts',
  'lambdas/settings/sites/site-summary.ts',
  'lambdas/settings/written-number.ts',
]);

export function importViolations(file: SourceFile, paths: ReadonlySet<string>): string[] {
  return file.imports
    .map((one) =>
      one.from.startsWith('.') ? relativeViolation(file.path, one, paths) : packageViolation(file.path, one),
    )
    .filter((sentence) => sentence !== undefined);
}

function packageViolation(file: string, { from, typeOnly }: Import): string | undefined {
  if (forPagesToo.has(file) && from !== 'zod/mini' && !typeOnly) return `${file}: imports ${from}; web pages bundle it`;
  if (/^([~#/]|@\/)/.test(from)) return `${file}: imports "${from}"; there are no path aliases here`;
  if (workspaces.has(from)) {
    return mayRunStacks.test(file) ? undefined : `${file}: imports ${from}, which only the local run needs`;
  }
  const isSdk = /^(@aws-sdk\/|@smithy\/|aws-sdk($|\/))/.test(from);
  if (!isSdk) return undefined;
  if (/^(web|lib)\//.test(file)) return `${file}: imports ${from}, which has no place there`;
  if (file.startsWith('lambdas/') && !/^lambdas\/platform\/|-store\.ts$/.test(file)) {
    return `${file}: imports ${from}; in lambdas/ only *-store.ts files and platform/ touch an AWS SDK`;
  }
  return undefined;
}

function relativeViolation(file: string, { from, typeOnly }: Import, paths: ReadonlySet<string>): string | undefined {
  const target = path.posix.join(path.posix.dirname(file), from);
  if (/\.tsx?$/.test(from) ? !paths.has(target) : !/\.\w+$/.test(from)) {
    return `${file}: imports "${from}", which is not a file; write the name with its ending`;
  }
  const [here, there] = [folderOf(file), folderOf(target)];
  if (there === undefined || here === undefined || there.top === 'node_modules') return undefined;
  if (here.top !== 'test' && target.startsWith('lambdas/handlers/') && !isPartOf(target, file, paths)) {
    return `${file}: imports the handler ${target}; nothing imports a handler`;
  }
  if (forPagesToo.has(file) && !forPagesToo.has(target) && !typeOnly) {
    return `${file}: imports ${target}; web pages bundle it, and all that it needs`;
  }
  if (here.top === 'lib' && namesFiles.has(target)) return undefined;
  if (here.top === 'web' && forPagesToo.has(target)) return undefined;
  const allowed = folders[here.top];
  if (allowed !== undefined && !allowed.values.includes(there.top)) {
    if (!allowed.types?.includes(there.top))
      return `${file}: imports ${target}; ${here.top}/ may not import ${there.top}/`;
    if (!typeOnly)
      return `${file}: imports more than types from ${target}; ${here.top}/ may import only types from outside`;
  }
  if (here.top === 'lambdas' && there.top === 'lambdas') return sliceViolation(file, target, here.slice, there.slice);
  return undefined;
}

/**
 * A handler may be split: the parts of `handlers/x.ts` lie in `handlers/x/`, for it and each other alone. What several handlers have in
 * common lies in a folder that is called after none of them.
 */
function isPartOf(target: string, file: string, paths: ReadonlySet<string>): boolean {
  const folder = /^(lambdas\/handlers\/[^/]+)\//.exec(target)?.[1];
  if (folder === undefined || !file.startsWith('lambdas/handlers/')) return false;
  return !paths.has(`${folder}.ts`) || file === `${folder}.ts` || file.startsWith(`${folder}/`);
}

function sliceViolation(file: string, target: string, here: string, there: string): string | undefined {
  if (here === there) return undefined;
  const allowed = below(here);
  if (allowed === undefined) return `${file}: lambdas/${here}/ is not a slice of this house`;
  if (allowed.includes(there)) return undefined;
  return `${file}: imports ${target}; ${here} may import ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other slice'}`;
}

function folderOf(file: string): { top: string; slice: string } | undefined {
  const [top, slice, ...rest] = file.split('/');
  if (top === undefined || slice === undefined) return undefined;
  return { top, slice: rest.length > 0 ? slice : '' };
}
