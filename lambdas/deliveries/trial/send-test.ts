import * as z from 'zod';
import type { EventType } from '../../events/event-type.ts';
import type { EmailAnswer } from '../../platform/aws/email.ts';
import type { StoredDestination } from '../../settings/destinations/stored-destination.ts';
import type { Site } from '../../settings/sites/site.ts';
import { emailOutcome, outcomeOf } from '../answer-outcome.ts';
import { accessToken } from '../delivery-access.ts';
import type { Built, Destination, Email, HttpRequest, Probe } from '../destinations/destination.ts';
import type { Outcome } from '../destinations/outcome.ts';
import type { Answer } from '../send-request.ts';
import { sampleInput } from './sample-inputs.ts';
import { trialInput } from './trial-input.ts';

/** Somebody tries a destination out; `id` was never used before. `type`: by a sample of that event instead of a conversion. */
export interface Test {
  readonly id: string;
  readonly type?: EventType | undefined;
}

/** Of whom, and as whom. Settings are those that are stored; secrets undefined where they are not to be had now. */
export interface Tried {
  readonly destination: Pick<StoredDestination, 'type' | 'settings'>;
  readonly secrets: unknown;
  readonly site: Pick<Site, 'id' | 'name' | 'timeZone' | 'currency'>;
}

export interface TestDependencies {
  readonly send: (request: HttpRequest, timeoutMs: number) => Promise<Answer>;
  readonly sendEmail: (email: Email) => Promise<EmailAnswer>;
  readonly emailFrom: string | undefined;
  /** ms */
  readonly now: () => number;
}

/** What came of a test. `passed`: what a real conversion needs was in order, as far as the receiver says. */
export const testResult = z.object({
  passed: z.boolean(),
  /** The word for it. */
  outcome: z.string(),
  /** The same in a sentence. */
  detail: z.string(),
  /** What the receiver answered by HTTP; missing where nobody answered. */
  status: z.int().optional(),
});
export type TestResult = z.infer<typeof testResult>;

/** How long the receiver has for all that is asked, ms: somebody waits for the answer. */
const patience = 15_000;

/** Sends what is marked as a test, or checked only, once and as a conversion is sent. Nothing is stored, and no token is taken from before. */
export async function sendTest(
  test: Test,
  tried: Tried,
  types: ReadonlyMap<string, Destination<unknown, unknown>>,
  dependencies: TestDependencies,
): Promise<TestResult> {
  const { send, sendEmail, emailFrom, now } = dependencies;
  const destination = types.get(tried.destination.type);
  if (destination === undefined) return failed('rejected', 'this version knows no such kind of destination');
  const settings = destination.settings.safeParse(tried.destination.settings);
  if (!settings.success) return failed('rejected', `its settings do not fit: ${firstIssue(settings.error)}`);
  const secrets = destination.secrets.safeParse(tried.secrets);
  if (!secrets.success) return failed('rejected', `its secrets do not fit: ${firstIssue(secrets.error)}`);

  const startedAt = now();
  let status: number | undefined;
  const answerTo = async (request: HttpRequest) => {
    const answer = await send(request, startedAt + patience - now());
    status = answer.kind === 'response' ? answer.response.status : undefined;
    return answer;
  };
  const { probe, trial } = destination;
  if (probe !== undefined && trial === undefined && test.type === undefined) {
    const of = { destination, settings: settings.data, secrets: secrets.data, site: tried.site };
    const probed = await ask(of, probe, { id: test.id, send: answerTo, now });
    return { ...probed, ...(status !== undefined && { status }) };
  }
  const told = { settings: settings.data, secrets: secrets.data, emailFrom };
  const build = (token?: string) =>
    buildTest(test, destination, { ...told, accessToken: token }, tried.site, startedAt);
  // Whether there is anything to send is known without a token.
  let built = build();
  const { access } = destination;
  if (built.kind === 'request' && access !== undefined) {
    const wanted = { id: test.id, version: 0, access, settings: settings.data, secrets: secrets.data };
    const got = await accessToken(wanted, new Map(), { send: answerTo, now });
    if ('outcome' in got) return resultOf(got.outcome, destination, status);
    built = build(got.token);
  }
  switch (built.kind) {
    case 'request':
      return resultOf(outcomeOf(await answerTo(built.request), destination), destination, status);
    case 'email':
      return resultOf(emailOutcome(await sendEmail(built.email)), destination, undefined);
    case 'skip':
      return failed('skipped', built.reason);
    case 'action':
      return failed('skipped', 'an action of the catalogue would count');
    case 'invalid':
      return failed('rejected', `${built.field}: ${built.detail}`);
  }
}

interface Asked extends Pick<Tried, 'site'> {
  readonly destination: Destination<unknown, unknown>;
  readonly settings: unknown;
  readonly secrets: unknown;
}

/** Asks a receiver that knows no tests whether it takes the credentials. */
async function ask(
  { destination, site, ...given }: Asked,
  probe: Probe<unknown, unknown>,
  {
    id,
    send,
    now,
  }: { readonly id: string; readonly send: (request: HttpRequest) => Promise<Answer>; readonly now: () => number },
): Promise<TestResult> {
  const { access } = destination;
  let accessTokenOf: string | undefined;
  if (access !== undefined) {
    const got = await accessToken({ id, version: 0, access, ...given }, new Map(), { send, now });
    if ('outcome' in got) return resultOf(got.outcome, destination, undefined);
    accessTokenOf = got.token;
  }
  const answer = await send(probe.request({ ...given, site, accessToken: accessTokenOf }));
  const probed =
    answer.kind === 'response'
      ? probe.read(answer.response, { settings: given.settings, site })
      : outcomeOf(answer, destination);
  return probed.kind === 'known'
    ? { passed: true, outcome: 'known', detail: knows }
    : resultOf(probed, destination, undefined);
}

const knows = 'the receiver takes the credentials; nothing was told, so what becomes of a conversion was not tried';

type Told = Pick<
  Parameters<Destination<unknown, unknown>['build']>[0],
  'settings' | 'secrets' | 'emailFrom' | 'accessToken'
>;

function buildTest(
  { id, type }: Test,
  destination: Destination<unknown, unknown>,
  told: Told,
  site: Tried['site'],
  now: number,
): Built {
  const addressed = { ...told, site, delivery: { id }, now, isTest: true as const };
  if (type === undefined) return destination.build({ ...trialInput({ id, site, now }), ...told });
  const sample = sampleInput(type);
  if ('conversion' in sample) return destination.build({ ...sample.conversion, ...addressed });
  return (
    destination.buildEvent?.({ ...sample.event, ...addressed }) ?? {
      kind: 'invalid',
      field: 'type',
      detail: 'it takes no events',
    }
  );
}

function resultOf(outcome: Outcome, { trial }: Destination<unknown, unknown>, status: number | undefined): TestResult {
  const answered = status === undefined ? {} : { status };
  switch (outcome.kind) {
    case 'delivered':
    case 'accepted':
    case 'already-there': {
      const detail =
        trial === 'checked'
          ? 'the receiver checked it, has nothing against it, and keeps nothing of it'
          : 'the receiver took it, marked as a test';
      return { passed: true, outcome: outcome.kind, detail, ...answered };
    }
    case 'no-match':
      // Nobody made the conversion: a receiver that looks for the click cannot find it.
      return { passed: true, outcome: outcome.kind, detail: outcome.detail, ...answered };
    case 'rejected': {
      const { kind, field, detail } = outcome;
      return {
        passed: false,
        outcome: kind,
        detail: field === undefined ? detail : `${field}: ${detail}`,
        ...answered,
      };
    }
    case 'too-early':
    case 'throttled':
    case 'transient':
    case 'auth':
    case 'gone':
    case 'unknown':
      return { passed: false, outcome: outcome.kind, detail: outcome.detail, ...answered };
  }
}

function failed(outcome: 'rejected' | 'skipped', detail: string): TestResult {
  return { passed: false, outcome, detail };
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'something is wrong' : `${issue.path.join('.')}: ${issue.message}`;
}
