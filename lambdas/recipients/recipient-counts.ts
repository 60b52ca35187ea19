import * as z from 'zod/mini';

const count = z._default(z.int(), 0);

/** What became of what was sent, of one campaign and creative of one pool. */
export interface CampaignCounts {
  readonly pool: string;
  readonly campaign: string;
  readonly creative?: string | undefined;
  /** `recipients = numbers + defaults`: of those who had a number of their own once, and of those who had but the default number. */
  readonly recipients: number;
  readonly numbers: number;
  readonly defaults: number;
  /** Recipients who clicked the link of their mail. */
  readonly clicks: number;
  /** When it was sent to the first and the last of them, ms. */
  readonly firstSentAt: number;
  readonly lastSentAt: number;
}

/** One of the items that are added up: each write chooses one of several, so that none is written too often. */
export const countsPart = z.object({
  pool: z.string(),
  campaign: z.string(),
  creative: z.optional(z.string()),
  recipients: count,
  numbers: count,
  defaults: count,
  clicks: count,
  /** Both missing where clicks alone were counted. */
  firstSentAt: z.optional(z.int()),
  lastSentAt: z.optional(z.int()),
});
export type CountsPart = Readonly<z.infer<typeof countsPart>>;

/** The parts of each campaign and creative together, the one that was sent last first. */
export function campaignCounts(parts: readonly CountsPart[]): CampaignCounts[] {
  const sums = new Map<string, CountsPart>();
  for (const part of parts) {
    const key = JSON.stringify([part.pool, part.campaign, part.creative ?? null]);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? part : added(sum, part));
  }
  const sent = [...sums.values()].flatMap(({ firstSentAt, lastSentAt, ...sum }): CampaignCounts[] =>
    firstSentAt === undefined || lastSentAt === undefined ? [] : [{ ...sum, firstSentAt, lastSentAt }],
  );
  return sent.toSorted((one, other) => other.lastSentAt - one.lastSentAt);
}

function added(one: CountsPart, other: CountsPart): CountsPart {
  return {
    ...one,
    recipients: one.recipients + other.recipients,
    numbers: one.numbers + other.numbers,
    defaults: one.defaults + other.defaults,
    clicks: one.clicks + other.clicks,
    firstSentAt: chosen(Math.min, one.firstSentAt, other.firstSentAt),
    lastSentAt: chosen(Math.max, one.lastSentAt, other.lastSentAt),
  };
}

function chosen(choose: (...of: number[]) => number, ...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : choose(...known);
}
