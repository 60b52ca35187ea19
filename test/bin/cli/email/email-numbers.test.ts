import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mergeFields } from '../../../../bin/cli/email/merge-fields.ts';
import {
  giveAll,
  head,
  idsOut,
  lineOf,
  linesOf,
  numberOf,
  outFile,
  output,
  refuse,
  run,
  stand,
  stateFile,
} from './email-run.ts';

test('gives each recipient a number, 500 at a time, and writes the list with new columns', async () => {
  const lines = linesOf(1200);
  const { outcome, stdout, stderr } = await run([head, ...lines]);
  expect(outcome).toBe(0);
  expect(stand.asked.map(({ recipients }) => recipients.length).toSorted((a, b) => a - b)).toEqual([200, 500, 500]);
  expect(stand.asked[0]!.recipients[0]).toEqual({ id: '1000', email: 'r1000@shop.example' });
  const [columns, first] = await output();
  expect(columns).toBe(`${head},${mergeFields('plain').join(',')}`);
  const { number, display, href, callLink, picture, siteQuery, until } = numberOf('1000', stand.asked[0]!.until);
  const values = [number, display, href, callLink, picture, siteQuery, 'no', until];
  expect(first).toBe(`${lineOf(1000)},${values.join(',')}`);
  expect(await idsOut()).toEqual(lines.map((line) => line.split(',')[0]));
  expect(stdout).toBe(`1080 with a number of their own, 120 with the default number, 0 refused: ${outFile()}\n`);
  expect(stderr).toBe('500 of 1200 recipients\n1000 of 1200 recipients\n1200 of 1200 recipients\n');
  await expect(access(stateFile())).rejects.toThrow('ENOENT');
});

test('keeps the order of the list, whichever part is answered first', async () => {
  let calls = 0;
  stand.answerer = async (asked) => {
    await new Promise((resolve) => setTimeout(resolve, calls++ % 2 === 0 ? 40 : 0));
    return giveAll(asked);
  };
  const lines = linesOf(2600);
  await run([head, ...lines]);
  expect(await idsOut()).toEqual(lines.map((line) => line.split(',')[0]));
});

test('a day ends by the clocks of the site of the pool', async () => {
  const year = new Date().getUTCFullYear() + 1;
  expect(await run([head, lineOf(1000)], { until: `${year}-01-31` })).toMatchObject({ outcome: 0 });
  expect(await run([head, lineOf(1000)], { until: `${year}-01-31T23:00:00+03:00` })).toMatchObject({ outcome: 0 });
  expect(stand.asked.map(({ until }) => until)).toEqual([`${year}-01-31T22:59:59.000Z`, `${year}-01-31T20:00:00.000Z`]);
  const past = await run([head, lineOf(1000)], { until: '2026-01-31' });
  expect(String(past.outcome)).toContain('--until 2026-01-31 is past (in Europe/Berlin)');
});

test.each([
  ['klaviyo', 'leaseline_number'],
  ['mailchimp', 'LL_NUMBER'],
  ['hubspot', 'leaseline_number'],
  ['brevo', 'LEASELINE_NUMBER'],
] as const)('names the columns for %s', async (tool, number) => {
  await run([head, lineOf(1000)], { tool });
  const [columns] = await output();
  expect(columns!.split(',').slice(3)).toEqual(mergeFields(tool));
  expect(mergeFields(tool)[0]).toBe(number);
});

test('has no tag that is longer than Mailchimp takes', () => {
  expect(mergeFields('mailchimp').filter((name) => name.length > 10)).toEqual([]);
});

test('a list that was given numbers before gets them anew, in the same columns', async () => {
  await run([head, lineOf(1000)]);
  const before = await output();
  await run(before);
  expect(await output()).toEqual([before[0], expect.stringContaining(lineOf(1000))]);
});

describe('the columns of the list', () => {
  test.each([
    ['Klaviyo', 'Email,Klaviyo ID'],
    ['Mailchimp', 'Email Address,EUID'],
    ['HubSpot', 'Email,Record ID - Contact'],
    ['Brevo', 'EMAIL,CONTACT ID'],
  ])('are known as %s exports them', async (_, names) => {
    await run([names, 'anna@shop.example,4711']);
    expect(stand.asked[0]!.recipients).toEqual([{ id: '4711', email: 'anna@shop.example' }]);
  });

  test('are those that options name; a creative of the list holds where a line says none', async () => {
    await run(['Nr;Mail;Look;Plan', '4711;anna@shop.example;red;pro', '4712;;;'], {
      idColumn: 'nr',
      emailColumn: 'Mail',
      creativeColumn: 'Look',
      creative: 'blue',
      param: ['plan'],
      allowAds: true,
    });
    expect(stand.asked).toEqual([
      {
        campaign: 'spring',
        creative: 'blue',
        until: expect.any(String),
        consent: { ads: true, analytics: true },
        recipients: [
          { id: '4711', email: 'anna@shop.example', creative: 'red', params: { Plan: 'pro' } },
          { id: '4712' },
        ],
      },
    ]);
  });

  test.each([
    ['email,name', {}, 'the file has no column "id"; --id-column says which one'],
    ['id,name', { emailColumn: 'mail' }, 'the file has no column "mail", which --email-column names'],
    ['id,name', { param: ['plan'] }, 'the file has no column "plan", which --param names'],
  ])('of %s with %j are not enough', async (names, choices, sentence) => {
    const { outcome } = await run([names, 'a,b'], choices);
    expect(String(outcome)).toContain(sentence);
    expect(stand.asked).toEqual([]);
  });
});

describe('a line that is refused', () => {
  test('by the API is told by its line, and the others of its part are given numbers', async () => {
    stand.answerer = (asked) => {
      const errors = asked.recipients.flatMap(({ email }, at) =>
        email?.includes('bad') ? [{ field: `recipients[${at}].email`, detail: 'must be an e-mail address' }] : [],
      );
      return errors.length > 0 ? refuse(400, errors) : giveAll(asked);
    };
    const refused = path.join(stand.folder, 'refused.csv');
    const { outcome, stderr, stdout } = await run(
      [head, lineOf(1), '2,bad,Ben', lineOf(3), '4,bad too,Dora', ...linesOf(600)],
      { refused },
    );
    expect(outcome).toBe(1);
    expect(stderr).toContain('line 3: 2: email must be an e-mail address\nline 5: 4: email must be');
    expect(stdout).toContain(', 2 refused: ');
    expect((await idsOut()).slice(0, 3)).toEqual(['1', '3', '1000']);
    expect(await readFile(refused, 'utf8')).toContain('"2","bad","Ben","3","email must be an e-mail address"');
  });

  test('says no id, or names a recipient again', async () => {
    const { outcome, stderr } = await run([head, lineOf(7), ',nobody@shop.example,Nobody', lineOf(8), lineOf(7)]);
    expect(outcome).toBe(1);
    expect(stderr).toContain('line 3: (empty): says no id\nline 5: 7: is the recipient of line 2 again\n');
    expect(await idsOut()).toEqual(['7', '8']);
  });
});

test('what the API refuses of the whole list ends it, and leaves the output of before as it was', async () => {
  await writeFile(outFile(), 'of before');
  stand.answerer = () => refuse(400, [{ field: 'until', detail: 'must be within a year' }], 'the list is not valid');
  const { outcome } = await run([head, lineOf(1)]);
  expect(String(outcome)).toContain('pool news: the list is not valid; until must be within a year');
  expect(String((await run([head, lineOf(1)], { pool: 'other' })).outcome)).toContain('there is no pool other');
  expect(String((await run([head, ',nobody'], { pool: 'other' })).outcome)).toContain('there is no pool other');
  expect(await readFile(outFile(), 'utf8')).toBe('of before');
});

test('an answer for other recipients, or for fewer, is none', async () => {
  stand.answerer = ({ recipients, until }) => ({
    status: 200,
    body: { recipients: recipients.map(({ id }) => numberOf(id, until)).toReversed() },
  });
  const { outcome } = await run([head, ...linesOf(3)]);
  expect(String(outcome)).toContain('answers in a way that this command does not know');
});
