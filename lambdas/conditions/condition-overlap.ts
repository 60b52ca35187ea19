import { namesOf } from '../platform/field-table.ts';
import { type ConditionField, matching, type PoolCondition, type Wanted } from './fields/matching.ts';
import { meanings } from './fields/meaning.ts';

/**
 * What a condition takes from one that is asked after it. Where it is the narrower of the two it takes nothing: it was put
 * first for that.
 */
export function shadows(earlier: PoolCondition, later: PoolCondition): 'all' | 'some' | 'nothing' {
  const [first, second] = [alternatives(earlier), alternatives(later)];
  if (second.length > 0 && second.every((narrow) => first.some((wide) => follows(wide, narrow)))) return 'all';
  const wider = first.filter((one) => !second.some((other) => follows(other, one)));
  const meets = wider.some((one) => second.some((other) => canMeet(one.likely, other.likely)));
  return meets ? 'some' : 'nothing';
}

/** Whether some visit can match. */
export function canMatch(condition: PoolCondition): boolean {
  return alternatives(condition).length > 0;
}

/** Conditions of which all must hold. */
type All = readonly PoolCondition[];

/** The same, and in which fields they ask for something. */
interface Claims {
  readonly all: All;
  readonly names: readonly ConditionField[];
}

/** One way to match a condition. */
interface Alternative {
  /** What it says. */
  readonly own: Claims;
  /** With what follows from that. */
  readonly certain: Claims;
  /** And with what nearly always does: a visit whose tags speak against the click id of its ad is left out of account. */
  readonly likely: Claims;
}

const shorthandNames = namesOf(matching).filter((name) => matching[name].standsFor !== undefined);
const comparedNames = namesOf(matching).filter((name) => matching[name].standsFor === undefined);

/** The ways to match a condition, with its shorthands spelled out; those that contradict themselves are none. */
function alternatives(condition: PoolCondition): Alternative[] {
  return spelledOut(condition)
    .map((all) => {
      const [own, implied] = [claimsOf(all), consequences(all, 'implies')];
      const suggested = consequences(all, 'suggests');
      return { own, certain: claimsOf([...all, ...implied]), likely: claimsOf([...all, ...implied, ...suggested]) };
    })
    .filter(({ own, certain }) => own.names.every((name) => canBe(name, own)) && canMeet(certain, certain));
}

function spelledOut(condition: PoolCondition): All[] {
  return shorthandNames.reduce<All[]>(
    (ways, name) => {
      const meant = standsFor(name, condition);
      return meant === undefined ? ways : ways.flatMap((way) => meant.map((one) => [...way, one]));
    },
    [[condition]],
  );
}

/** Undefined where the field is not given. */
function standsFor<Name extends ConditionField>(name: Name, condition: PoolCondition): All | undefined {
  const wanted: Wanted[Name] | undefined = condition[name];
  return wanted === undefined ? undefined : (matching[name].standsFor?.(wanted) ?? []);
}

function consequences(all: All, kind: 'implies' | 'suggests'): PoolCondition[] {
  return comparedNames.flatMap((name) => consequencesOf(name, all, kind));
}

function consequencesOf<Name extends ConditionField>(name: Name, all: All, kind: 'implies' | 'suggests') {
  const { overlap } = meanings[name];
  return wantedBy(name, all).flatMap((wanted) => overlap[kind]?.(wanted) ?? []);
}

function claimsOf(all: All): Claims {
  return { all, names: comparedNames.filter((name) => all.some((condition) => condition[name] !== undefined)) };
}

function canBe<Name extends ConditionField>(name: Name, own: Claims): boolean {
  const { canBe: isMet } = meanings[name].overlap;
  return isMet === undefined || wantedBy(name, own.all).every((wanted) => isMet(wanted));
}

/** Whether whatever matches the inner one matches the outer, too. */
function follows(outer: Alternative, inner: Alternative): boolean {
  return outer.own.names.every((name) => isCovered(name, outer.own, inner.certain));
}

function isCovered<Name extends ConditionField>(name: Name, outer: Claims, inner: Claims): boolean {
  const { overlap } = meanings[name];
  const narrow = wantedBy(name, inner.all);
  return wantedBy(name, outer.all).every((wide) => narrow.some((one) => overlap.covers(wide, one)));
}

/** Whether a visit can match both. */
function canMeet(left: Claims, right: Claims): boolean {
  return left.names.every((name) => valuesMeet(name, left, right));
}

function valuesMeet<Name extends ConditionField>(name: Name, left: Claims, right: Claims): boolean {
  const { overlap } = meanings[name];
  const others = wantedBy(name, right.all);
  return wantedBy(name, left.all).every((one) => others.every((other) => overlap.meets(one, other)));
}

/** All that is asked for in a field. */
function wantedBy<Name extends ConditionField>(name: Name, all: All): Wanted[Name][] {
  const found: Wanted[Name][] = [];
  // A plain loop: of two channels each pair of ways is compared.
  for (const { [name]: wanted } of all) if (wanted !== undefined) found.push(wanted);
  return found;
}
