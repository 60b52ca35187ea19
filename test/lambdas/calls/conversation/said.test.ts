import fc from 'fast-check';
import { phrasesSaid, saidIn } from '../../../../lambdas/calls/conversation/said.ts';
import type { Turn } from '../../../../lambdas/calls/conversation/transcript.ts';

function said(...turns: readonly (readonly [by: Turn['by'], text: string])[]) {
  const found = saidIn([{ turns: turns.map(([by, text]) => ({ by, text })) }]);
  if (found === undefined) throw new Error('nothing said');
  return found;
}

test.each([
  ['credit card', 'May I have your Credit-Card, please?', true],
  ['credit card', 'a credit. card', true],
  ['credit card', 'the creditcard', false],
  ['card', 'cardboard', false],
  ['card*', 'cardboard', true],
  ['*card', 'my postcard', true],
  ['c*d', 'cod', true],
  ['c*d', 'code', false],
  ['anulow*', 'Chcę anulować umowę.', true],
  ['anulować umowę', 'Chcę ANULOWAĆ UMOWĘ!', true],
  ['kündigen', 'Ich möchte KÜNDIGEN', true],
  ['Straße', 'in der STRASSE hier', true],
  ['STRAẞEN*', 'am Straßenrand', true],
  ['οδός', 'ΟΔΌΣ', true],
  ['хочу отменить', 'Я хочу отменить заказ', true],
  ['クレジットカード', 'クレジットカードで払います', true],
  ['信用卡', '我用信用卡付', true],
  ["don't", 'I don’t know', true],
  ['don´t', "I don't know", true],
  ["don't", 'I don´t know', true],
  ['3 days', 'in 3 days', true],
  ['my credit', 'my [PII] credit', false],
  ['PII', 'my [PII]', false],
  ['credit debit', '[CREDIT_DEBIT_NUMBER]', false],
  ['...', 'nothing ...', false],
])('%s in "%s": %s', (phrase, text, isSaid) => {
  expect(phrasesSaid([phrase], said(['customer', text]), 'anybody')).toEqual(isSaid ? [phrase] : []);
});

test('a phrase goes on after a pause, and not into what the other side says', () => {
  const paused = said(['customer', 'by credit'], ['customer', 'card']);
  expect(phrasesSaid(['credit card'], paused, 'anybody')).toEqual(['credit card']);
  const cut = said(['customer', 'by credit'], ['agent', 'card']);
  expect(phrasesSaid(['credit card'], cut, 'anybody')).toEqual([]);
});

test('whose words they were', () => {
  const talk = said(['agent', 'we take Contoso'], ['customer', 'I use Fabrikam'], ['other', 'press one']);
  const phrases = ['contoso', 'fabrikam', 'press one'];
  expect(phrasesSaid(phrases, talk, 'anybody')).toEqual(phrases);
  expect(phrasesSaid(phrases, talk, 'agent')).toEqual(['contoso']);
  expect(phrasesSaid(phrases, talk, 'customer')).toEqual(['fabrikam']);
});

test('of a call without transcripts nobody knows', () => {
  expect(saidIn([])).toBeUndefined();
});

test('whatever words are in a text are found in it, with any case and punctuation around', () => {
  const word = fc.stringMatching(/^[a-zа-яäöüß]{1,8}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (words, from, length) => {
      const start = from % words.length;
      const phrase = words.slice(start, start + 1 + (length % (words.length - start)));
      const text = words.map((one, index) => (index % 2 ? `${one},` : one.toUpperCase())).join('  ');
      // What has no capital of one letter is another word in capitals.
      fc.pre(words.every((one) => one.toUpperCase().toLowerCase() === one));
      expect(phrasesSaid([phrase.join(' ')], said(['customer', text]), 'anybody')).toHaveLength(1);
    }),
  );
});
