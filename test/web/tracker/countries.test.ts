import { replaceNumbers } from '../../../web/tracker/number-text.ts';
import { replaceLink } from '../../../web/tracker/telephone-link.ts';

/**
 * How people of twelve countries write one number, and what stands there once another is shown. The numbers of the United States,
 * the United Kingdom and Germany are of ranges kept for fiction; France keeps 01 99 00 for it (Arcep). The others cannot be dialled:
 * their subscriber numbers are zeros.
 */
interface Country {
  readonly page: string;
  readonly shown: string;
  readonly display: string;
  /** On the page, and then. */
  readonly written: readonly (readonly [string, string])[];
}

const countries: Readonly<Record<string, Country>> = {
  'United States': {
    page: '+12065550100',
    shown: '+12065550123',
    display: '(206) 555-0123',
    written: [
      ['(206) 555-0100', '(206) 555-0123'],
      ['206.555.0100', '206.555.0123'],
      ['1-206-555-0100', '1-206-555-0123'],
      ['+1 206 555 0100', '+1 206 555 0123'],
    ],
  },
  'United Kingdom': {
    page: '+442079460100',
    shown: '+442079460123',
    display: '020 7946 0123',
    written: [
      ['020 7946 0100', '020 7946 0123'],
      ['(020) 7946 0100', '(020) 7946 0123'],
      ['+44 (0)20 7946 0100', '+44 (0)20 7946 0123'],
      ['0044 20 7946 0100', '0044 20 7946 0123'],
    ],
  },
  Germany: {
    page: '+493023125000',
    shown: '+493023125123',
    display: '030 23125123',
    written: [
      ['030 / 23 125 - 000', '030 / 23 125 - 123'],
      ['(030) 23125-000', '(030) 23125-123'],
      ['+49 30 23125000', '+49 30 23125123'],
      ['0049.30.23125000', '0049.30.23125123'],
    ],
  },
  Austria: {
    page: '+4310000000',
    shown: '+4310000123',
    display: '01 0000123',
    written: [
      ['01 / 000 00 00', '01 / 000 01 23'],
      ['+43 (1) 000 00-00', '+43 (1) 000 01-23'],
      ['+43 1 0000000', '+43 1 0000123'],
    ],
  },
  Switzerland: {
    page: '+41440000000',
    shown: '+41440000123',
    display: '044 000 01 23',
    written: [
      ['044 000 00 00', '044 000 01 23'],
      ['+41 44 000 00 00', '+41 44 000 01 23'],
      ['0041 (0)44 000 00 00', '0041 (0)44 000 01 23'],
    ],
  },
  Poland: {
    page: '+48220000000',
    shown: '+48220000123',
    display: '22 000 01 23',
    written: [
      ['22 000 00 00', '22 000 01 23'],
      ['(22) 000-00-00', '(22) 000-01-23'],
      ['+48 220 000 000', '+48 220 000 123'],
    ],
  },
  Russia: {
    page: '+78000000000',
    shown: '+78000000123',
    display: '8 (800) 000-01-23',
    written: [
      ['8-800-000-00-00', '8-800-000-01-23'],
      ['8 (800) 000-00-00', '8 (800) 000-01-23'],
      ['+7 800 000 00 00', '+7 800 000 01 23'],
    ],
  },
  France: {
    page: '+33199000000',
    shown: '+33199000123',
    display: '01 99 00 01 23',
    written: [
      ['01 99 00 00 00', '01 99 00 01 23'],
      ['01.99.00.00.00', '01.99.00.01.23'],
      ['+33 (0)1 99 00 00 00', '+33 (0)1 99 00 01 23'],
    ],
  },
  Spain: {
    page: '+34910000000',
    shown: '+34910000123',
    display: '910 00 01 23',
    written: [
      ['910 00 00 00', '910 00 01 23'],
      ['91 000 00 00', '91 000 01 23'],
      ['+34 910 000 000', '+34 910 000 123'],
    ],
  },
  Italy: {
    page: '+390600000000',
    shown: '+390600000123',
    display: '06 0000 0123',
    written: [
      ['06 0000 0000', '06 0000 0123'],
      ['06/00000000', '06/00000123'],
      ['+39 06 0000 0000', '+39 06 0000 0123'],
    ],
  },
  Netherlands: {
    page: '+31200000000',
    shown: '+31200000123',
    display: '020 000 0123',
    written: [
      ['020 - 000 00 00', '020 - 000 01 23'],
      ['(020) 000 0000', '(020) 000 0123'],
      ['+31 (0)20 000 0000', '+31 (0)20 000 0123'],
    ],
  },
  Brazil: {
    page: '+551100000000',
    shown: '+551100000123',
    display: '(11) 0000-0123',
    written: [
      ['(11) 0000-0000', '(11) 0000-0123'],
      ['011 0000-0000', '011 0000-0123'],
      ['+55 11 0000-0000', '+55 11 0000-0123'],
    ],
  },
};

const rows = Object.entries(countries).flatMap(([name, country]) =>
  country.written.map(([before, after]) => ({ name, country, before, after })),
);

/** Labels for screen readers say digit by digit what they would else read as an amount. */
const spelled = (e164: string) => `${e164.replace(/\d/g, ' $&').trim()}.`;

test.each(rows)('$name: $before is read as $after', ({ country: { page, shown, display }, before, after }) => {
  const to = { e164: shown, display, href: `tel:${shown}` };
  expect(replaceNumbers(`Tel. ${before}.`, [page], to)).toBe(`Tel. ${after}.`);
  expect(replaceNumbers(`Tel.\n\t${before.replace(/ /g, '\u00a0')}`, [page], to)).toBe(
    `Tel.\n\t${after.replace(/ /g, '\u00a0')}`,
  );
  expect(replaceLink(`tel:${encodeURIComponent(before)}`, [page], to)).toBe(to.href);
  expect(replaceNumbers(spelled(page), [page], to)).toBe(spelled(shown));
});
