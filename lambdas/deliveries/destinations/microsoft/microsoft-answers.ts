import * as z from 'zod';
import type { HttpResponse, Probed } from '../destination.ts';
import { isSuccess, jsonOf, quoted, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

const error = z.object({
  Code: z.number().optional(),
  ErrorCode: z.string().optional(),
  Message: z.string().optional(),
});
type ApiError = z.infer<typeof error>;

/** What is in the way of one conversion, or of the whole request; each is a list that may be missing or null. */
const answer = z.object({
  PartialErrors: z.array(error.nullable()).nullish(),
  OperationErrors: z.array(error.nullable()).nullish(),
  BatchErrors: z.array(error.nullable()).nullish(),
  Errors: z.array(error.nullable()).nullish(),
});

/** What an answer of `.../Apply` says about the one conversion, or adjustment, that was sent. A 200 may hold its error. */
export function readApplied(response: HttpResponse): Outcome {
  const { data } = answer.safeParse(jsonOf(response));
  const errors = [data?.OperationErrors, data?.Errors, data?.BatchErrors, data?.PartialErrors].flatMap(
    (list) => list ?? [],
  );
  const [first] = errors.filter((each) => each !== null);
  if (first !== undefined) return readError(first, response);
  // A newer value is an adjustment of what is there: whether that is so must be known.
  const failure = usualFailureUnsure(response, 'Microsoft');
  if (failure !== undefined) return failure;
  if (!isSuccess(response)) return { kind: 'rejected', detail: `Microsoft answered ${response.status}` };
  return data === undefined
    ? { kind: 'unknown', detail: 'Microsoft did not say whether it took the conversion' }
    : { kind: 'delivered' };
}

/** A goal counts nothing in its first two hours, s. */
const goalSettles = 2 * 3600;

/** Codes of the whole API: https://learn.microsoft.com/advertising/guides/operation-error-codes */
const byCode: ReadonlyMap<number, Outcome['kind']> = new Map([
  [0, 'unknown'],
  [105, 'auth'],
  [106, 'auth'],
  [109, 'auth'],
  [117, 'throttled'],
  [207, 'throttled'],
]);

/**
 * What the names of errors say, by a part of them: https://learn.microsoft.com/advertising/campaign-management-service/dailysummary lists them
 * for its reports.
 */
const byName: readonly (readonly [RegExp, (said: string) => Outcome])[] = [
  [/GoalTooRecent/, (detail) => ({ kind: 'too-early', afterSeconds: goalSettles, detail })],
  [/Future(Conversion|Adjustment)Time/, (detail) => ({ kind: 'too-early', afterSeconds: 60, detail })],
  [/Duplicate/, () => ({ kind: 'already-there' })],
  // Retracted twice, which is fine; or restated after that, which Microsoft does not take: both are told as they are.
  [/AlreadyRetracted/, (detail) => ({ kind: 'no-match', detail })],
  [/NoMatchingClick|MSClickIdInvalid/, (detail) => ({ kind: 'no-match', detail })],
  [/EarlierThanClickTime|OutsideGoal/, (detail) => ({ kind: 'no-match', detail })],
  [/ConversionName(Invalid|NullOrEmpty)/, (detail) => ({ kind: 'rejected', field: 'settings.goal', detail })],
  [/NotEligibleForEnhanced/, (detail) => ({ kind: 'rejected', field: 'settings.enhanced', detail })],
];

function readError({ Code, ErrorCode = '', Message = '' }: ApiError, response: HttpResponse): Outcome {
  const name = ErrorCode.replace(/\W/g, '').slice(0, 100);
  const detail = `Microsoft answered ${name || `error ${Code ?? ''}`.trim()}`;
  const known = byName.find(([form]) => form.test(ErrorCode));
  if (known !== undefined) return known[1](detail);
  switch (Code === undefined ? undefined : byCode.get(Code)) {
    // An internal error.
    case 'unknown':
      return { kind: 'unknown', detail };
    case 'throttled':
      return { kind: 'throttled', afterSeconds: retryAfter(response), detail };
    case 'auth':
      return { kind: 'auth', detail };
    default: {
      // The answer as a whole went wrong, whatever it says of the conversion.
      const failure = usualFailureUnsure(response, 'Microsoft');
      const why = quoted(Message);
      return failure ?? { kind: 'rejected', detail: why === '' ? detail : `${detail}: ${why}` };
    }
  }
}

const goals = z.object({ ConversionGoals: z.array(z.object({ Name: z.string() }).nullable()).min(1) });

/** What an answer about the goals of the account says: whoever is told anything but that the credentials are refused is known. */
export function readGoals(response: HttpResponse, goal: string | undefined): Probed {
  const outcome = readApplied(response);
  if (outcome.kind !== 'delivered' && outcome.kind !== 'rejected') return outcome;
  const { data } = goals.safeParse(jsonOf(response));
  const isThere = data === undefined || data.ConversionGoals.some((each) => each?.Name === goal);
  if (goal === undefined || isThere) return { kind: 'known' };
  return {
    kind: 'rejected',
    field: 'settings.goal',
    detail: 'the account has no offline conversion goal of this name',
  };
}
