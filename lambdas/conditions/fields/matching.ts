import * as z from 'zod/mini';
import { fitsPage, fitsReferrer } from '../../attribution/address-pattern.ts';
import type { Device } from '../../attribution/device.ts';
import { columnOf } from '../../platform/field-table.ts';
import type { Viewer } from '../../platform/http/viewer.ts';
import type { Touch } from '../../platform/token-claims.ts';
import { channelConditions } from '../channel-conditions.ts';
import { equalIgnoringCase } from '../fold-case.ts';

/** What a pool's conditions are asked about: how the visit began, and who is there now. */
export interface ChoiceFacts
  extends Pick<Touch, 'source' | 'medium' | 'campaign' | 'term' | 'content' | 'clickIds' | 'landingPage' | 'referrer'>,
    Pick<Viewer, 'country' | 'region' | 'city'> {
  readonly device?: Device | undefined;
  readonly isRobot?: boolean;
}

const text = z.optional(z.string());

/**
 * The fields of a pool's condition, in the order in which they are asked and mismatches told. The other half of each, for settings and
 * people, is in `meaning.ts`, apart, since every visitor waits for what is loaded here.
 */
const table = {
  robot: matches(z.optional(z.literal(true)), (_, { isRobot = false }) => isRobot),
  channel: { stored: text, standsFor: channelConditions },
  clickId: matches(text, (wanted, { clickIds = {} }) =>
    Object.keys(clickIds).some((name) => equalIgnoringCase(name, wanted)),
  ),
  source: matches(text, (wanted, { source }) => equalIgnoringCase(source, wanted)),
  medium: matches(text, (wanted, { medium }) => equalIgnoringCase(medium, wanted)),
  campaign: matches(text, (wanted, { campaign }) => equalIgnoringCase(campaign, wanted)),
  landingPage: {
    ...matches(text, (pattern, { landingPage }) => landingPage !== undefined && fitsPage(pattern, landingPage)),
    asksForLanding: true,
  },
  referrer: {
    ...matches(text, (pattern, { referrer }) => referrer !== undefined && fitsReferrer(pattern, referrer)),
    asksForLanding: true,
  },
  country: matches(text, (wanted, { country }) => country === wanted),
  region: matches(text, (wanted, { region }) => region === wanted),
  city: matches(text, (wanted, { city }) => equalIgnoringCase(city, wanted)),
  device: matches(z.optional(z.enum(['desktop', 'mobile', 'tablet'])), (wanted, { device }) => device === wanted),
};

function matches<Stored extends z.ZodMiniType>(
  /** The type and no more: what was valid when it was written stays readable. */
  stored: Stored,
  fits: (wanted: NonNullable<z.infer<Stored>>, facts: ChoiceFacts) => boolean,
) {
  return { stored, fits };
}

export type ConditionField = keyof typeof table;

/** What each field asks for, if it is given. */
export type Wanted = { [Name in ConditionField]: NonNullable<z.infer<(typeof table)[Name]['stored']>> };

/** A condition as it is stored. */
export const storedCondition = z.object(columnOf(table, 'stored'));
export type PoolCondition = { readonly [Name in ConditionField]?: Wanted[Name] | undefined };

/** What the function that gives numbers needs of a field: whether a visit fits, or the conditions that it is a shorthand for. */
type Matching<Value> =
  | {
      readonly fits: (wanted: Value, facts: ChoiceFacts) => boolean;
      readonly standsFor?: undefined;
      /** It asks where the visit began, which the visitor's token keeps only for sites that ask. */
      readonly asksForLanding?: boolean;
    }
  | {
      readonly fits?: undefined;
      /** Any of these; undefined for none that is known. */
      readonly standsFor: (wanted: Value) => readonly PoolCondition[] | undefined;
      readonly asksForLanding?: boolean;
    };

export const matching: { readonly [Name in ConditionField]: Matching<Wanted[Name]> } = table;
