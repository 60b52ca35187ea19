import type { Transcript } from '../../../conversation/transcript.ts';
import { type Ignored, type LegFields, noted, type Observation } from '../../../observation.ts';
import { type Part, readPart } from '../../payload-part.ts';
import { readJson } from '../../read-json.ts';
import { contactIdForm } from '../contact-ids.ts';
import { hasCutTurn, highlightsIn, momentsIn, turnsIn } from './analysed-words.ts';
import { analysisAt } from './analysis-location.ts';

/** A file of the bucket, with the time at which it was put there, ms. */
export interface AnalysisFile {
  readonly key: string;
  readonly text: string;
  readonly putAt: number;
}

/** What a file says of a contact. */
export interface Analysis {
  readonly observation: Observation;
  /** Missing where nobody said a word, or the file has none. */
  readonly transcript?: Transcript;
}

export type ReadAnalysis = Analysis | { readonly ignored: string } | { readonly malformed: string };

/** Contact Lens writes at most 1,762 characters: https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-contact-lens_PostContactSummary.html */
const longestSummary = 2000;

/**
 * Reads a file of Contact Lens's post-call analysis: the shapes `1.1.0` and `VOICE-2022-11-30`, and what later ones add to them. The samples of
 * the documentation name no contact, so the key stands in. Never throws; reasons hold no values of the file.
 */
export function readAnalysisFile({ key, text, putAt }: AnalysisFile): ReadAnalysis {
  const json = readJson(text);
  if ('malformed' in json) return { malformed: `the analysis is ${json.malformed}` };
  const ignored: Ignored[] = [];
  const file = readPart(json.value, ignored);
  if (!file.present) return { malformed: 'the analysis is not a JSON object' };
  const channel = file.text('Channel')?.toUpperCase() ?? 'VOICE';
  if (channel !== 'VOICE') return { ignored: 'not the analysis of a phone call' };
  const location = analysisAt(key);
  const contact = file.part('CustomerMetadata').text('ContactId') ?? location?.contact;
  if (contact === undefined || !contactIdForm.test(contact)) return { malformed: 'the analysis names no contact' };
  // Doubt counts as plain: what is taken for redacted is kept.
  const output = file.part('ContentMetadata').text('Output')?.toLowerCase();
  const isRedacted = output === undefined ? location?.isRedacted === true : output === 'redacted';
  noteSkipped(file, ignored);
  const version = versionOf(location?.madeAt, putAt);
  const source = isRedacted ? 'redacted-analysis' : 'analysis';
  const turns = turnsIn(file);
  const fields = fieldsOf(file, turns.length === 0 ? undefined : isRedacted ? 'redacted' : 'plain');
  const observation: Observation = {
    call: contact,
    leg: contact,
    carrier: 'connect',
    source,
    version,
    fields,
    ...noted(ignored),
  };
  if (turns.length === 0) return { observation };
  const form = isRedacted ? 'redacted' : 'plain';
  const isCut = !isCompleted(file) || hasCutTurn(file);
  const words = { turns, moments: momentsIn(file), highlights: highlightsIn(file), ...(isCut && { isCut }) };
  return { observation, transcript: { call: contact, leg: contact, form, version, ...words } };
}

/** Files are put in any order, and the same one again: the later analysis is the newer one, and of one analysis what was put later. */
function versionOf(madeAt: number | undefined, putAt: number): string {
  const put = new Date(putAt).toISOString();
  return madeAt === undefined ? put : `${new Date(madeAt).toISOString()} ${put}`;
}

/** A file that nobody can read, noted at the contact that its key names: undefined where that names none. */
export function unreadableAnalysis(key: string, putAt: number, reason: string): Observation | undefined {
  const contact = analysisAt(key)?.contact;
  if (contact === undefined) return undefined;
  const version = new Date(putAt).toISOString();
  const ignored = [{ what: 'Contact Lens file', reason }];
  return { call: contact, leg: contact, carrier: 'connect', source: 'analysis', version, fields: {}, ignored };
}

function fieldsOf(file: Part, transcript: LegFields['transcript']): LegFields {
  const characteristics = file.part('ConversationCharacteristics');
  const duration = characteristics.number('TotalConversationDurationMillis');
  const summary = summaryOf(file) ?? summaryOf(characteristics);
  const language = file.text('LanguageCode');
  return {
    ...(language && { language }),
    ...categoriesOf(file),
    sentiment: sentimentOf(file, characteristics),
    ...(summary && { summary }),
    ...(duration !== undefined && duration > 0 && { conversationSeconds: Math.round(duration / 1000) }),
    ...(transcript && { transcript }),
  };
}

/** All that matched, unless the analysis failed or left some out: then none says nothing of those. */
function categoriesOf(file: Part): Pick<LegFields, 'categories' | 'categorized'> {
  const matched = file.part('Categories');
  const names = matched.texts('MatchedCategories').map((name) => name.trim().slice(0, 200));
  const categories = [...new Set(names.filter((name) => name !== ''))].sort();
  const isSkipped = skippedIn(file).some(({ feature }) => /^CATEGOR/i.test(feature));
  const categorized = isCompleted(file) && !isSkipped && Array.isArray(matched.value('MatchedCategories'));
  return { ...((categorized || categories.length > 0) && { categories }), categorized };
}

function summaryOf(part: Part): string | undefined {
  const summary = part.part('ContactSummary').part('PostContactSummary').longText('Content', longestSummary)?.trim();
  return summary === '' ? undefined : summary;
}

/** Scores are told by the id of a participant, which is mostly the role itself. */
function sentimentOf(file: Part, characteristics: Part): LegFields['sentiment'] {
  const overall = characteristics.part('Sentiment').part('OverallSentiment');
  const byRole = overall.part('DetailsByParticipantRole');
  const scoreOf = (role: 'AGENT' | 'CUSTOMER') => {
    const ids = file.parts('Participants').flatMap((one) => {
      const id = one.text('ParticipantId');
      return id !== undefined && one.text('ParticipantRole')?.toUpperCase() === role ? [id] : [];
    });
    const scores = [overall.number(role), byRole.number(role), ...ids.map((id) => overall.number(id))];
    const score = scores.find((one) => one !== undefined);
    return score === undefined ? undefined : Math.round(Math.max(-5, Math.min(5, score)) * 10) / 10;
  };
  const [agent, customer] = [scoreOf('AGENT'), scoreOf('CUSTOMER')];
  if (agent === undefined && customer === undefined) return undefined;
  return { ...(agent !== undefined && { agent }), ...(customer !== undefined && { customer }) };
}

/** Nothing said means that it was. */
function isCompleted(file: Part): boolean {
  return (file.text('JobStatus')?.toUpperCase() ?? 'COMPLETED') === 'COMPLETED';
}

function skippedIn(file: Part): { readonly feature: string; readonly code: string }[] {
  const skipped = file.part('JobDetails').parts('SkippedAnalysis');
  return skipped.map((one) => ({ feature: one.text('Feature') ?? '', code: one.text('ReasonCode') ?? '' }));
}

/** What was left out of the analysis, and that it failed. */
function noteSkipped(file: Part, ignored: Ignored[]): void {
  if (!isCompleted(file)) ignored.push({ what: 'JobStatus', reason: 'the analysis was not completed' });
  const word = /^[A-Z_]{1,60}$/;
  for (const { feature, code } of skippedIn(file)) {
    const named = word.test(feature) && word.test(code) ? `${feature}: ${code}` : 'a part of the analysis';
    ignored.push({ what: 'JobDetails.SkippedAnalysis', reason: `left out by Contact Lens, ${named}` });
  }
}
