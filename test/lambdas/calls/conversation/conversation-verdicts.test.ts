import { readAnalysisFile } from '../../../../lambdas/calls/carriers/connect/contact-lens/analysis-file.ts';
import { categoryVerdict, phrasesVerdict } from '../../../../lambdas/calls/conversation/conversation-verdicts.ts';
import { saidIn } from '../../../../lambdas/calls/conversation/said.ts';
import { transcriptItem, transcriptsIn } from '../../../../lambdas/calls/conversation/transcript-item.ts';

/** What is known of the words of a file once it was kept. */
function kept(file: object) {
  const key = 'Analysis/Voice/c_analysis_2026-11-30T10:00:00Z.json';
  const read = readAnalysisFile({ key, text: JSON.stringify(file), putAt: 0 });
  if (!('transcript' in read) || read.transcript === undefined) throw new Error('no words');
  return saidIn(transcriptsIn([transcriptItem(read.transcript)]));
}

/** Words that hardly pack. */
const word = (n: number) => ((n * 2654435761) % 4294967296).toString(36);
const turn = (Content: string) => ({ ParticipantId: 'CUSTOMER', Content });
const talk = (turns: number) =>
  Array.from({ length: turns }, (_, n) => turn(Array.from({ length: 8 }, (_, at) => word(n * 8 + at)).join(' ')));

test.each<[string, object]>([
  ['longer than is kept', { Transcript: [turn('I use Fabrikam'), ...talk(4000), turn('by credit card')] }],
  ['of an analysis that failed', { JobStatus: 'FAILED', Transcript: [turn('I use Fabrikam')] }],
  ['said without a pause', { Transcript: [turn(`I use Fabrikam ${'so '.repeat(2000)} by credit card`)] }],
])('of words %s what is found is known, and what is not found is not', (_what, file) => {
  const said = kept(file);
  expect(phrasesVerdict('fabrikam', said, 'customer')).toEqual({ found: ['fabrikam'], verdict: 'fits' });
  expect(phrasesVerdict('credit card', said, 'customer')).toEqual({ found: [], verdict: 'unknown' });
});

test('of all words both are known, of none nothing is', () => {
  const said = kept({ Transcript: [turn('I use Fabrikam')] });
  expect(phrasesVerdict(['contoso', 'fabrikam'], said, 'anybody').verdict).toBe('fits');
  expect(phrasesVerdict('contoso', said, 'anybody').verdict).toBe('does-not-fit');
  expect(phrasesVerdict('contoso', undefined, 'anybody').verdict).toBe('unknown');
});

test.each([
  ['of a whole analysis', { language: 'en-US' }, 'does-not-fit'],
  ['before its file is there', {}, 'unknown'],
  ['of one that lacks some', { language: 'en-US', categorized: false }, 'unknown'],
])('a category that is not told, %s', (_what, more, expected) => {
  expect(categoryVerdict('praise', { categories: ['Refund'], ...more })).toBe(expected);
  expect(categoryVerdict('REF*', { categories: ['Refund'], ...more })).toBe('fits');
});
