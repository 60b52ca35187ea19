import * as z from 'zod';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions, problemOf } from '../management.ts';
import type { Refusal } from '../read-numbers.ts';
import type { RecipientLine } from './read-recipients.ts';

/** What holds for all recipients of a list. */
export interface SentList {
  readonly pool: string;
  readonly campaign: string;
  readonly creative?: string | undefined;
  /** ISO 8601. */
  readonly until: string;
  readonly consent?: { readonly ads: boolean; readonly analytics: boolean } | undefined;
}

const given = z.object({
  id: z.string(),
  number: z.string(),
  display: z.string(),
  href: z.string(),
  isDefault: z.boolean(),
  callLink: z.string(),
  picture: z.string(),
  siteQuery: z.string(),
  until: z.string(),
});
/** What the API gave a recipient. */
export type GivenNumber = Readonly<z.infer<typeof given>>;

const answered = z.object({ recipients: z.array(given) });

/** What became of the lines of a part. */
export interface SentPart {
  readonly given: readonly { readonly line: RecipientLine; readonly number: GivenNumber }[];
  readonly refused: readonly Refusal[];
}

/**
 * Gives numbers to at most 500 recipients. The API does nothing of a request with a bad line: the others are sent again without those that it
 * names. What is too large for it, in bytes, is sent in halves. Throws where it refuses for another reason, as for a pool that does not exist.
 */
export async function sendRecipients(
  management: ManagementOptions,
  sent: SentList,
  lines: readonly RecipientLine[],
): Promise<SentPart> {
  const { pool, ...list } = sent;
  const refused: Refusal[] = [];
  for (let left = lines; left.length > 0; ) {
    const body = { ...list, recipients: left.map(({ recipient }) => recipient) };
    const answer = await callManagement(management, `POST /v1/pools/${encodeURIComponent(pool)}/recipients`, body);
    if (answer.status === 200) return { given: numbersOf(left, answer.body, management.url), refused };
    if (answer.status === tooLarge) {
      const rest = await sendHalves(management, sent, left, describeProblem(answer));
      return { given: rest.given, refused: [...refused, ...rest.refused] };
    }
    const reasons = reasonsByPlace(problemOf(answer)?.errors ?? []);
    if (reasons === undefined) throw new CliError(`pool ${pool}: ${describeProblem(answer)}`);
    const isRefused = (at: number) => reasons.has(at);
    const bad = left.flatMap(({ line, recipient }, at) =>
      isRefused(at) ? [{ line, value: recipient.id, reason: reasons.get(at)?.join('; ') ?? '' }] : [],
    );
    if (bad.length === 0) throw new CliError(`pool ${pool}: ${describeProblem(answer)}`);
    refused.push(...bad);
    left = left.filter((_, at) => !isRefused(at));
  }
  return { given: [], refused };
}

/** The status of a body that is larger than the API takes. */
const tooLarge = 413;

async function sendHalves(
  management: ManagementOptions,
  sent: SentList,
  lines: readonly RecipientLine[],
  reason: string,
): Promise<SentPart> {
  const [first, second] = lines;
  if (first === undefined) return { given: [], refused: [] };
  if (second === undefined) return { given: [], refused: [{ line: first.line, value: first.recipient.id, reason }] };
  const middle = Math.ceil(lines.length / 2);
  const one = await sendRecipients(management, sent, lines.slice(0, middle));
  const other = await sendRecipients(management, sent, lines.slice(middle));
  return { given: [...one.given, ...other.given], refused: [...one.refused, ...other.refused] };
}

function numbersOf(lines: readonly RecipientLine[], body: unknown, url: string): SentPart['given'] {
  const recipients = answered.safeParse(body).data?.recipients ?? [];
  const pairs = lines.flatMap((line, at) => {
    const number = recipients[at];
    return number?.id === line.recipient.id ? [{ line, number }] : [];
  });
  if (pairs.length < lines.length || recipients.length > lines.length) {
    throw new CliError(`${url} answers in a way that this command does not know`);
  }
  return pairs;
}

/** What is wrong with which recipients of a request; undefined where something is wrong with all of it. */
function reasonsByPlace(
  errors: readonly { readonly field: string; readonly detail: string }[],
): ReadonlyMap<number, readonly string[]> | undefined {
  const reasons = new Map<number, string[]>();
  for (const { field, detail } of errors) {
    // Says how many more there are than it tells.
    if (field === '') continue;
    const [, at, name] = /^recipients\[(\d+)\](?:\.(.+))?$/.exec(field) ?? [];
    if (at === undefined) return undefined;
    const reason = [name, detail].filter(Boolean).join(' ');
    reasons.set(Number(at), [...(reasons.get(Number(at)) ?? []), reason]);
  }
  return reasons.size === 0 ? undefined : reasons;
}
