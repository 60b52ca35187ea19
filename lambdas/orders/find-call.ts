import type { KeyObject } from 'node:crypto';
import { readPersonLinks } from '../calls/callers/person-links-store.ts';
import { callsWithin, type PersonCall } from '../calls/callers/person-store.ts';
import type { Table } from '../platform/aws/table.ts';
import { personsOfCall } from './call-claims.ts';
import type { Lead } from './order-group.ts';

/** Where calls are looked for. */
export interface FindSources {
  readonly calls: Table;
  readonly identityKey: KeyObject;
}

/** Someone by whom an order may find its call. */
export interface Wanted {
  readonly kind: 'phone' | 'email' | 'click' | 'visitor' | 'phoneCode';
  readonly person: string;
  /** The order does not name them: they are said to be who has its e-mail address. */
  readonly isLinked?: boolean;
}

/** Whom an order means: who is surely theirs, and numbers that several people may call from. */
export interface WantedPersons {
  readonly own: readonly Wanted[];
  readonly phones: readonly Wanted[];
  /** Numbers of its e-mail address beside the one that it names: looked at where nothing else leads to a call. */
  readonly otherPhones: readonly Wanted[];
}

/** A call that fits, and the person under whom it is. */
export interface FoundCall extends Wanted {
  readonly call: string;
}

/** Whom an order names, and who is said to be the same. Consistent. */
export async function wantedPersons({ calls }: FindSources, { keys }: Lead): Promise<WantedPersons> {
  const own = keys.filter(({ kind }) => kind !== 'phone');
  const emails = own.filter(({ kind }) => kind === 'email');
  const found = (await Promise.all(emails.map(({ person }) => readPersonLinks(calls, person)))).flat();
  const links = found.map(({ kind, person }) => ({ kind, person, isLinked: true }));
  const named = keys.filter(({ kind }) => kind === 'phone');
  const linked = links.filter(({ kind, person }) => kind === 'phone' && !named.some((one) => one.person === person));
  return {
    own: distinct([...links.filter(({ kind }) => kind === 'visitor' || kind === 'click'), ...own]),
    phones: distinct(named.length > 0 ? named : linked),
    otherPhones: distinct(named.length > 0 ? linked : []),
  };
}

/** Of who is there twice the last counts. */
function distinct(persons: readonly Wanted[]): Wanted[] {
  return [...new Map(persons.map((wanted) => [wanted.person, wanted])).values()];
}

/** A time in ms, both ends included. */
export interface Within {
  readonly from: number;
  readonly to: number;
}

/**
 * The latest call of those whom an order means. Where its e-mail address or click id leads to a call, calls from the same number that are
 * known to be others' do not count: several people may share it. Where neither they nor the number that it names lead to one, other numbers of
 * its e-mail address do. Undefined when there is none within that time.
 */
export async function findCall(
  sources: FindSources,
  { own, phones, otherPhones }: WantedPersons,
  within: Within,
): Promise<FoundCall | undefined> {
  const theirs = await latestOfEach(sources.calls, own, within);
  const ownLatest = latest(theirs);
  const isTheirs = new Set(own.map(({ person }) => person));
  const ofPhones = await Promise.all(
    phones.map((wanted) =>
      ownLatest === undefined
        ? latestOf(sources.calls, wanted, within)
        : latestUnclaimed(sources, wanted, { within, after: ownLatest, isTheirs }),
    ),
  );
  const found = latest([ownLatest, ...ofPhones]) ?? latest(await latestOfEach(sources.calls, otherPhones, within));
  return found && { call: found.call, kind: found.kind, person: found.person, isLinked: found.isLinked === true };
}

type Candidate = Wanted & Pick<PersonCall, 'call' | 'startedAt'>;

function latestOfEach(calls: Table, persons: readonly Wanted[], within: Within) {
  return Promise.all(persons.map((wanted) => latestOf(calls, wanted, within)));
}

async function latestOf(calls: Table, wanted: Wanted, within: Within): Promise<Candidate | undefined> {
  const { calls: found } = await callsWithin(calls, wanted.person, { ...within, limit: 1 });
  return found[0] && { ...wanted, ...found[0] };
}

/** So many calls of a shared number are asked whose they are. */
const mostAsked = 50;

async function latestUnclaimed(
  sources: FindSources,
  wanted: Wanted,
  {
    within,
    after,
    isTheirs,
  }: { readonly within: Within; readonly after: Candidate; readonly isTheirs: ReadonlySet<string> },
): Promise<Candidate | undefined> {
  const page = await callsWithin(sources.calls, wanted.person, { ...within, from: after.startedAt, limit: mostAsked });
  for (const call of page.calls) {
    if (!isLater(call, after)) return undefined;
    const { claims } = await personsOfCall(sources, call.call);
    if (claims.length === 0 || claims.some((claim) => isTheirs.has(claim))) return { ...wanted, ...call };
  }
  return undefined;
}

function latest(candidates: readonly (Candidate | undefined)[]): Candidate | undefined {
  return candidates.reduce((best, one) => (one && (best === undefined || isLater(one, best)) ? one : best), undefined);
}

/** Of two in the same second one is later, always the same. */
function isLater(a: Pick<PersonCall, 'call' | 'startedAt'>, b: Pick<PersonCall, 'call' | 'startedAt'>): boolean {
  return a.startedAt === b.startedAt ? a.call > b.call : a.startedAt > b.startedAt;
}
