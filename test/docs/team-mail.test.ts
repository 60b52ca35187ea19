import { email } from '../../lambdas/deliveries/destinations/email/email.ts';
import { readPaper } from './markdown.ts';

test('the example of docs/team-mail.md is what the destination takes', () => {
  const [example] = readPaper('docs/team-mail.md').blocks;
  const { type, settings } = JSON.parse(example!.text);
  expect(type).toBe(email.type);
  expect(email.settings.parse(settings)).toEqual(settings);
});
