import { type ExplainedRoute, explainedRoute } from '../../../lambdas/calls/routing/explained-route-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { readTime } from '../read-time.ts';

/** What `route explain` is asked. */
export interface RouteExplainOptions {
  readonly call?: string;
  readonly site?: string;
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly keyword?: string;
  readonly recipient?: string;
  readonly landingPage?: string;
  readonly referrer?: string;
  readonly device?: string;
  readonly firstTime?: true;
  readonly returning?: true;
  readonly callerList?: string;
  readonly purchases?: number;
  readonly valueSoFar?: number;
  readonly spamScore?: number;
  readonly share?: number;
  readonly json?: true;
}

/** Says where a call goes. Gives what is to be printed. */
export async function routeExplain(options: RouteExplainOptions, management: ManagementOptions): Promise<string> {
  const answer = await callManagement(management, 'POST /v1/routes/explain', requestOf(options));
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const read = explainedRoute.safeParse(answer.body);
  if (!read.success) throw new CliError(`${management.url} answers what this command does not know`);
  return options.json ? `${JSON.stringify(read.data, undefined, 2)}\n` : textOf(read.data);
}

function requestOf({ call, json: _json, firstTime, returning, from, at, ...rest }: RouteExplainOptions): object {
  if (call !== undefined) return { call };
  if (rest.site === undefined)
    throw new CliError('name a call by --call, or imagine one by --site and what else is known');
  return {
    ...rest,
    ...(at !== undefined && { at: timeOf(at) }),
    ...(from !== undefined && { from: from.toLowerCase() === 'withheld' ? null : from }),
    ...((firstTime ?? returning) !== undefined && { firstTimeCaller: firstTime === true }),
  };
}

/** With its zone: the site's may be another one than that of whoever asks. */
function timeOf(text: string): string {
  const at = text.includes('T') ? readTime(text) : undefined;
  if (at === undefined) {
    throw new CliError(`--at is "${text}": it must be a time with its zone, like 2026-03-29T02:30+02:00 or ...Z`);
  }
  return new Date(at).toISOString();
}

const verdicts = new Map([
  ['chosen', 'chosen'],
  ['does-not-fit', 'no'],
  ['unknown', 'cannot be said'],
  ['not-asked', 'not asked'],
  ['unsupported', 'only a newer version knows what it asks for'],
]);

function textOf({ site, at, route, taken, spam, routes }: ExplainedRoute): string {
  const each = routes.flatMap(({ name, verdict, conditions }) => [
    `${name}: ${verdicts.get(verdict) ?? verdict}`,
    ...conditions.map((line) => `  ${line}`),
  ]);
  const told = [
    ['site', site],
    ['at', at],
    ['goes to', destinationOf(route)],
    ['because', route.reason],
    ['skill', route.skill],
    ['whisper', route.whisper],
    ['screen text', route.screenText],
    ['recorded', route.record],
    ['was sent to', taken && `${destinationOf(taken)}: ${taken.reason}`],
    ['spam score', spam && [String(spam.score), ...spam.reasons].join('; ')],
  ].flatMap(([name = '', value]) => (value === undefined || value === '' ? [] : [`${name.padEnd(12)}  ${value}`]));
  return [...told, ...(each.length > 0 ? ['', ...each] : []), ''].join('\n');
}

interface Destination {
  readonly action: string;
  readonly queue?: string | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly ring?: string;
  readonly ringSeconds?: number;
}

function destinationOf({ action, queue = '', phones = [], ring, ringSeconds }: Destination): string {
  switch (action) {
    case 'queue':
      return `the queue ${queue}`;
    case 'phones': {
      const how = phones.length < 2 || ring === undefined ? '' : ring === 'together' ? ', together' : ', in this order';
      return `${phones.join(', ')}${how}${ringSeconds === undefined ? '' : `, ${ringSeconds} s`}`;
    }
    case 'reject':
      return 'nobody: it is rejected';
    default:
      return 'where all calls go: the carrier decides';
  }
}
