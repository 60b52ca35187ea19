import type { Figures } from './judge.ts';
import { printedAccuracy } from './print-row.ts';
import { type Measured, verdict } from './targets.ts';

const of = (share: number) => ({ share, of: 100 });
const figures: Figures = {
  first: of(0.93),
  again: of(0.9),
  againWithheld: of(0),
  elsewhere: of(0.5),
  unrelated: of(0),
  sure: of(0.95),
  sureOfAll: 0.7,
  sharedNamed: of(0),
  calibration: { bins: [], error: 0.02, byChance: 0.01 },
};
const scene = { numbers: 50, load: 0.5, curve: 'usual' } as const;
const good: Measured = { scene, figures, accuracy: { measured: 0.93, truth: 0.94 } };

test('a row that meets all of its targets is ok', () => {
  expect(verdict(good)).toBe('ok');
});

test.each<[string, Partial<Measured>]>([
  ['first', { figures: { ...figures, first: of(0.919) } }],
  ['again', { figures: { ...figures, again: of(0.879) } }],
  ['sure', { figures: { ...figures, sure: of(0.929) } }],
  ['ECE', { figures: { ...figures, calibration: { ...figures.calibration, error: 0.031 } } }],
  ['default', { figures: { ...figures, sharedNamed: of(0.01) } }],
  ['measured', { accuracy: { measured: 0.97, truth: 0.939 } }],
  ['measured', { accuracy: { measured: undefined, truth: 0.939 } }],
])('a row that misses %s says so', (name, worse) => {
  expect(verdict({ ...good, ...worse })).toBe(`missed: ${name}`);
});

test('callers who call when the number is another’s can be named by nobody, so who is right is a target of the usual curve alone', () => {
  const unlike = { ...scene, curve: 'slow' } as const;
  const bad = { ...figures, first: of(0.2), again: of(0.2) };
  expect(verdict({ ...good, scene: unlike, figures: bad })).toBe('ok');
  expect(verdict({ ...good, scene: unlike, figures: { ...bad, sure: of(0.5) } })).toBe('missed: sure');
});

test('other pools have no targets but that nobody is named for a number of everybody', () => {
  const other = { ...scene, numbers: 10 };
  const bad = { ...figures, first: of(0), sure: of(0), sharedNamed: of(0.1) };
  expect(verdict({ ...good, scene: other, figures: bad })).toBe('missed: default');
});

test('what is measured is told with its interval', () => {
  const measured = { share: 0.931, low: 0.91, high: 0.95, calls: 412 };
  expect(printedAccuracy(0.94, measured)).toBe(
    'The present holder was the caller of 94.0 % of first calls; measured: 93.1 % (91.0 % to 95.0 %, by 412 calls)',
  );
  expect(printedAccuracy(0.94, undefined)).toMatch(/measured: nothing$/);
});
