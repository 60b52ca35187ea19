import type { Transcript, Turn } from '../../../conversation/transcript.ts';
import type { Part } from '../../payload-part.ts';

/** Nobody says more without a pause, characters. */
const longestTurn = 5000;
const longestHighlight = 500;
const mostHighlights = 20;
const mostMoments = 200;

/** Who said what, in order. Participants have ids of any kind, which `Participants` gives a role. */
export function turnsIn(file: Part): Turn[] {
  const roles = new Map(
    file.parts('Participants').flatMap((one): (readonly [string, string])[] => {
      const [id, role] = [one.text('ParticipantId'), one.text('ParticipantRole')];
      return id === undefined || role === undefined ? [] : [[id, role]];
    }),
  );
  const turns = file.parts('Transcript').flatMap((one): Turn[] => {
    const text = one.longText('Content', longestTurn)?.trim();
    if (text === undefined || text === '') return [];
    const id = one.text('ParticipantId') ?? '';
    const role = (one.text('ParticipantRole') ?? roles.get(id) ?? id).toUpperCase();
    return [{ by: speakerOf(role), text, at: offset(one, 'BeginOffsetMillis') }];
  });
  return turns.sort((a, b) => a.at - b.at);
}

/** Whether somebody said more without a pause than is read. */
export function hasCutTurn(file: Part): boolean {
  const contents = file.parts('Transcript').map((one) => one.value('Content'));
  return contents.some((content) => typeof content === 'string' && content.length > longestTurn);
}

function speakerOf(role: string): Turn['by'] {
  if (role === 'AGENT') return 'agent';
  return role === 'CUSTOMER' ? 'customer' : 'other';
}

/** Where the words are that met a category; a rule that asks for no words has none. */
export function momentsIn(file: Part): Transcript['moments'] {
  const categories = file.part('Categories');
  const details = categories.part('MatchedDetails');
  const moments = categories.texts('MatchedCategories').flatMap((category) =>
    details
      .part(category)
      .parts('PointsOfInterest')
      .map((one) => ({ category, from: offset(one, 'BeginOffsetMillis'), to: offset(one, 'EndOffsetMillis') })),
  );
  return moments.slice(0, mostMoments);
}

const highlightLists = [
  ['issue', 'IssuesDetected'],
  ['outcome', 'OutcomesDetected'],
  ['action', 'ActionItemsDetected'],
] as const;

/** Sentences that Contact Lens takes for what matters, by the turn in which they were said. */
export function highlightsIn(file: Part): Transcript['highlights'] {
  const highlights = file.parts('Transcript').flatMap((turn) =>
    highlightLists.flatMap(([kind, list]) =>
      turn.parts(list).flatMap((one) => {
        const text = one.longText('Text', longestHighlight)?.trim();
        return text ? [{ kind, text }] : [];
      }),
    ),
  );
  return highlights.slice(0, mostHighlights);
}

function offset(part: Part, name: string): number {
  const at = part.number(name) ?? 0;
  return Math.round(Math.max(0, Math.min(at, 1e9)));
}
