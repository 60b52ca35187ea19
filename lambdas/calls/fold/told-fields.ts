import type { Call, Conversation } from '../call.ts';
import { answeredLegs, type Leg } from './legs.ts';

/** Longer summaries would not fit into what the log reads, characters. */
const longestSummary = 800;

/** What a call takes over of all its legs; nothing of what no leg tells. */
export function toldFields(legs: readonly Leg[]): Pick<Call, 'answeredBy' | 'keys' | 'recordings' | 'conversation'> {
  const taking = [...answeredLegs(legs), ...legs];
  const answeredBy = taking.find(({ fields }) => fields.answeredBy !== undefined)?.fields.answeredBy;
  const keys = legs.flatMap(({ fields }) => fields.keys ?? []);
  const recordings = legs.flatMap(({ id, fields: { recording } }) => {
    if (recording === undefined) return [];
    const { location: _location, ...told } = recording;
    return [{ leg: id, ...told }];
  });
  const conversation = conversationOf(legs);
  return {
    ...(answeredBy && { answeredBy }),
    ...(keys.length > 0 && { keys }),
    ...(recordings.length > 0 && { recordings }),
    ...(conversation && { conversation }),
  };
}

/** Undefined of a call that nobody analysed. */
function conversationOf(legs: readonly Leg[]): Conversation | undefined {
  const analysed = legs.filter(
    ({ fields: { language, categories, categorized, sentiment, summary, transcript } }) =>
      (language ?? categories ?? categorized ?? sentiment ?? summary ?? transcript) !== undefined,
  );
  if (analysed.length === 0) return undefined;
  const language = analysed.find(({ fields }) => fields.language !== undefined)?.fields.language;
  const summary = analysed.flatMap(({ fields }) => fields.summary ?? []).join('\n');
  const transcripts = analysed.flatMap(({ id, toldBy, fields }) =>
    fields.transcript === undefined ? [] : [{ call: toldBy ?? id, leg: id }],
  );
  const [agent, customer] = [meanSentiment(analysed, 'agent'), meanSentiment(analysed, 'customer')];
  return {
    ...(language && { language }),
    categories: [...new Set(analysed.flatMap(({ fields }) => fields.categories ?? []))].sort(),
    ...(analysed.some(({ fields }) => fields.categorized === false) && { categorized: false }),
    ...((agent ?? customer) !== undefined && {
      sentiment: { ...(agent !== undefined && { agent }), ...(customer !== undefined && { customer }) },
    }),
    ...(summary !== '' && { summary: summary.slice(0, longestSummary).toWellFormed() }),
    ...(transcripts.length > 0 && { transcripts }),
  };
}

/** A long conversation tells more than a short one. To one digit, as it is told of each. */
function meanSentiment(legs: readonly Leg[], of: 'agent' | 'customer'): number | undefined {
  const told = legs.flatMap(({ fields: { sentiment, conversationSeconds = 1 } }) => {
    const score = sentiment?.[of];
    return score === undefined ? [] : [{ score, weight: Math.max(conversationSeconds, 1) }];
  });
  if (told.length === 0) return undefined;
  const weights = told.reduce((total, { weight }) => total + weight, 0);
  return Math.round((told.reduce((total, { score, weight }) => total + score * weight, 0) / weights) * 10) / 10;
}
