import { fitsPage, fitsReferrer } from '../attribution/address-pattern.ts';
import type { Device } from '../attribution/device.ts';
import type { Viewer } from '../platform/http/viewer.ts';
import type { Touch } from '../platform/token-claims.ts';
import { channelConditions } from './channel-conditions.ts';
import type { PoolCondition } from './pool-condition.ts';

/** What a pool's conditions are asked about: how the visit began, and who is there now. */
export interface ChoiceFacts
  extends Pick<Touch, 'source' | 'medium' | 'campaign' | 'clickIds' | 'landingPage' | 'referrer'>,
    Pick<Viewer, 'country' | 'region' | 'city'> {
  readonly device?: Device | undefined;
  readonly isRobot?: boolean;
}

export type ConditionField = keyof PoolCondition;

/** The fields of a condition that do not fit; it holds when there are none. */
export function misfits(condition: PoolCondition, facts: ChoiceFacts): ConditionField[] {
  return judges.filter(({ holds }) => !holds(condition, facts)).map(({ field }) => field);
}

/** Whether every field that is given fits. A condition without `robot` says nothing of robots. */
export function holds(condition: PoolCondition, facts: ChoiceFacts): boolean {
  return judges.every((judge) => judge.holds(condition, facts));
}

const judges = [
  judge('robot', (_, { isRobot = false }) => isRobot),
  judge('channel', (id, facts) => channelConditions(id)?.some((condition) => holds(condition, facts)) ?? false),
  judge('clickId', (wanted, { clickIds = {} }) => Object.keys(clickIds).some((name) => same(name, wanted))),
  judge('source', (wanted, { source }) => same(source, wanted)),
  judge('medium', (wanted, { medium }) => same(medium, wanted)),
  judge('campaign', (wanted, { campaign }) => same(campaign, wanted)),
  judge('landingPage', (pattern, { landingPage }) => landingPage !== undefined && fitsPage(pattern, landingPage)),
  judge('referrer', (pattern, { referrer }) => referrer !== undefined && fitsReferrer(pattern, referrer)),
  judge('country', (wanted, { country }) => country === wanted),
  judge('region', (wanted, { region }) => region === wanted),
  judge('city', (wanted, { city }) => same(city, wanted)),
  judge('device', (wanted, { device }) => device === wanted),
];

function judge<Field extends ConditionField>(
  field: Field,
  fits: (wanted: NonNullable<PoolCondition[Field]>, facts: ChoiceFacts) => boolean,
) {
  return {
    field,
    holds: (condition: PoolCondition, facts: ChoiceFacts) => {
      const wanted = condition[field];
      return wanted === undefined || fits(wanted, facts);
    },
  };
}

/** People write tags in any case. */
export function same(left: string | undefined, right: string | undefined): boolean {
  return left?.toLowerCase() === right?.toLowerCase();
}
