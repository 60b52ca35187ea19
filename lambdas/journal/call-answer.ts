import * as z from 'zod/mini';
import { call, callDirection, callStatus, conversation } from '../calls/call.ts';
import { leadScore } from '../calls/lead-score.ts';
import { callMark } from '../calls/mark.ts';
import { codeWay, linkedVisit, match, matchedVisit, matchMethod, refusedCode } from '../calls/match/match.ts';
import { attestation, routeTaken } from '../calls/observation.ts';
import { qualified, qualifiedVerdict } from '../calls/qualified.ts';
import { repeatCaller } from '../calls/repeat-caller.ts';
import { spam } from '../calls/spam.ts';
import { whoAnsweredWord } from '../calls/who-answered.ts';
import { openWord } from '../platform/http/open-word.ts';

/** What the description of the API names already, and nothing fills yet. */
export const coming = {
  screenPopUrl:
    'Coming: what the lookup answers to an Amazon Connect flow has a key `screenPopUrl`, which is empty as long as no page can be set for it.',
} as const;

const time = z.iso.datetime();

/** Money as the API tells it: a decimal text with all digits of the currency. */
export const moneyAnswer = z.object({ amount: z.string(), currency: z.string() });
export type MoneyAnswer = z.infer<typeof moneyAnswer>;

/** A call as it is told: all that is known of it, with times as texts. */
export const callAnswer = z.extend(z.omit(call, { caller: true }), {
  status: openWord(callStatus.options),
  direction: openWord(callDirection.options),
  /** Where its carrier was told to send it, and why; missing where the carrier did not ask. */
  route: z.optional(z.extend(routeTaken, { action: openWord(routeTaken.shape.action.options) })),
  mark: z.optional(openWord(callMark.options)),
  site: z.string(),
  /** Null: the caller withheld it. Missing: nobody said. */
  caller: z.optional(z.nullable(z.string())),
  startedAt: time,
  answeredAt: z.optional(time),
  endedAt: z.optional(time),
  finalAt: z.optional(time),
  /** How much speaks for it that it is spam, 0 to 100, and what; missing where the caller is not known. */
  spam: z.optional(spam),
  /** Whether the caller had called before, within the days that the site looks back: the site, and this number. */
  repeat: z.optional(repeatCaller),
  /** The list of the site that has the caller's number. */
  callerList: z.optional(openWord(['block', 'allow', 'ours'])),
  attestation: z.optional(openWord(attestation.options)),
  answeredBy: z.optional(openWord(whoAnsweredWord.options)),
  /** Legs with a recording; `GET /v1/calls/{call}/recording` gives a link to it. */
  recordings: z.optional(
    z.array(z.object({ leg: z.string(), startedAt: z.optional(time), status: openWord(['available', 'deleted']) })),
  ),
  /** What was said; word for word by `GET /v1/calls/{call}/transcript`. */
  conversation: z.optional(z.omit(conversation, { transcripts: true, categorized: true })),
  /** Fields with a value that only a newer version knows; what is told instead is only near. */
  unsupported: z.optional(z.array(z.string())),
});
export type CallAnswer = z.infer<typeof callAnswer>;

const visitAnswer = z.extend(matchedVisit, {
  shownAt: time,
  touchAt: z.optional(time),
  device: z.optional(openWord(['desktop', 'mobile', 'tablet'])),
});
export type VisitAnswer = z.infer<typeof visitAnswer>;

const linkedVisitAnswer = z.extend(visitAnswer, {
  /** The code by which it is linked, how it came to the call, and that in one sentence. */
  code: linkedVisit.shape.code,
  by: openWord(codeWay.options),
  reason: linkedVisit.shape.reason,
});
export type LinkedVisitAnswer = z.infer<typeof linkedVisitAnswer>;

/** Why it belongs to whom, without who else was possible. */
const matchAnswer = z.extend(z.omit(match, { site: true, candidates: true, linkedVisits: true, refusedCodes: true }), {
  /** When the same person last called the site before this call. */
  previousCallAt: z.optional(time),
  method: openWord(matchMethod.options),
  visit: z.nullable(visitAnswer),
});
export type MatchAnswer = z.infer<typeof matchAnswer>;

/** The same with all that it was weighed against. */
export const fullMatch = z.extend(matchAnswer, {
  candidates: match.shape.candidates,
  /** Visits on other devices whose phone codes came to the call; they take no credit from `visit`. */
  linkedVisits: z.array(linkedVisitAnswer),
  /** Phone codes that came to the call and link nothing. */
  refusedCodes: z.optional(z.array(z.extend(refusedCode, { by: openWord(codeWay.options) }))),
});
export type FullMatch = z.infer<typeof fullMatch>;

/** What a call came to: open conversions and their values by currency, what sales less refunds come to, what was reported. */
const sumsAnswer = z.object({
  conversions: z.int(),
  values: z.array(moneyAnswer),
  /** Missing as long as none was reported. */
  revenue: z.optional(moneyAnswer),
  outcome: z.optional(z.string()),
  /** Those that were reported, and those of the rules and of the site's conditions that the call fits. */
  tags: z.array(z.string()),
  /** What rules look for in what was said, and what was said of it. */
  phrases: z.optional(z.array(z.string())),
  /** The rules of its open conversions. */
  rules: z.optional(z.array(z.object({ id: z.string(), version: z.int() }))),
  /** By the points of the site, 0 to 100; missing where it gives none. */
  score: z.optional(leadScore),
  /** Whether it is what the site calls a qualified call, and why. */
  qualified: z.extend(qualified, { verdict: openWord(qualifiedVerdict.options) }),
});
export type SumsAnswer = z.infer<typeof sumsAnswer>;

/** An item of `GET /v1/calls`. */
export const listedCall = z.object({ call: callAnswer, match: matchAnswer, ...sumsAnswer.shape });
export type ListedCall = z.infer<typeof listedCall>;

/** What a line of `GET /v1/calls.csv` is made of. */
export type FiledCall = ListedCall & { readonly match: FullMatch };

/** `GET /v1/calls`. */
export const listedCalls = z.object({
  items: z.array(listedCall),
  cursor: z.optional(z.string()),
  unsupportedCalls: z
    .optional(z.int())
    .check(
      z.describe(
        'So many calls stand between these: a newer version of Leaseline wrote them, and only it can read them.',
      ),
    ),
});
