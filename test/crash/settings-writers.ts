import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Management } from '../e2e/management.ts';

/** What the last answer said of one kind of settings: every entry was answered with a success. */
export interface SettingsEvidence {
  /** By path, the body of the last `PUT` that was answered; undefined after a `DELETE`. */
  readonly answered: Map<string, Readonly<Record<string, unknown>> | undefined>;
  /** How many writes were answered. */
  writes: number;
  /** Answers that must not happen, crash or not, as sentences. */
  readonly wrong: string[];
}

export function noSettingsEvidence(): SettingsEvidence {
  return { answered: new Map(), writes: 0, wrong: [] };
}

/** A site apart from that of the calls, whose conversions hang on its rules. */
export const settingsSite = 'crash-settings';
export const settingsSitePath = `/v1/sites/${settingsSite}`;

/** The one that the rules name; nobody changes it. */
export const keptDestination = {
  id: 'crash-kept',
  body: {
    site: settingsSite,
    type: 'webhook',
    settings: { url: 'https://8.8.8.8/' },
    secrets: { signing: `whsec_${randomBytes(24).toString('base64')}` },
  },
};

/** What one writer keeps changing: a pool, a destination with its secrets, or a rule. */
const kinds: readonly ((writer: number) => { readonly path: string; readonly body: () => Record<string, unknown> })[] =
  [
    (writer) => ({
      path: `/v1/pools/crash-print-${writer}`,
      body: () => ({
        site: settingsSite,
        kind: 'source',
        source: 'print',
        campaign: token(),
        numbers: [`+1718555010${writer}`],
      }),
    }),
    (writer) => ({
      path: `/v1/destinations/crash-hook-${writer}`,
      body: () => ({
        site: settingsSite,
        type: 'webhook',
        settings: { url: `https://8.8.8.8/${token()}` },
        secrets: { signing: `whsec_${randomBytes(24).toString('base64')}` },
      }),
    }),
    (writer) => ({
      path: `/v1/rules/crash-rule-${writer}`,
      body: () => ({
        site: settingsSite,
        when: { talkSeconds: { gte: Math.floor(Math.random() * 1000) } },
        destinations: [keptDestination.id],
        conversion: { name: `goal_${token()}`, value: 'revenue' },
      }),
    }),
  ];

/** Writers, one for each item: each writes until it is answered, so that it knows what must be there; some delete and begin anew. */
export function writeSettings(api: Management, evidence: SettingsEvidence, stop: AbortSignal): Promise<void>[] {
  return kinds.flatMap((kind) => [1, 2].map((writer) => keepWriting(kind(writer), { api, evidence, stop })));
}

async function keepWriting(
  { path, body }: ReturnType<(typeof kinds)[number]>,
  parts: { readonly api: Management; readonly evidence: SettingsEvidence; readonly stop: AbortSignal },
): Promise<void> {
  const { evidence, stop } = parts;
  while (!stop.aborted) {
    const wanted = body();
    if (!(await insist(`PUT ${path}`, wanted, parts))) return;
    evidence.answered.set(path, wanted);
    await sleep(Math.random() * 300);
    if (Math.random() < 0.15 && !stop.aborted) {
      if (!(await insist(`DELETE ${path}`, undefined, parts))) return;
      evidence.answered.set(path, undefined);
    }
  }
}

/** Until it is answered: what was cut off may have been written or not. False for an answer that must not happen. */
async function insist(
  request: string,
  body: Record<string, unknown> | undefined,
  { api, evidence }: { readonly api: Management; readonly evidence: SettingsEvidence },
): Promise<boolean> {
  for (let again = false; ; again = true) {
    const answer: Answer | undefined = await api.ask(request, body).catch(() => undefined);
    const status = answer?.status ?? 0;
    // Deleted by the request whose answer was lost.
    const isGone = again && request.startsWith('DELETE') && status === 404;
    if (isGone || (status >= 200 && status < 300)) {
      evidence.writes++;
      return true;
    }
    if (status >= 400 && status < 500) {
      evidence.wrong.push(`${request} answered ${JSON.stringify(answer)}`);
      return false;
    }
    await sleep(200);
  }
}

function token(): string {
  return randomBytes(6).toString('hex');
}
