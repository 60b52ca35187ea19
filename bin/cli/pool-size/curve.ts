import { type PoolPrediction, predictPool } from '../../../lambdas/capacity/sizing/predict-pool.ts';
import { publishedLaw } from '../../../lambdas/capacity/sizing/time-to-call.ts';
import type { PoolSizeAnswer } from './answer.ts';
import { percent } from './print.ts';

const width = 720;
const height = 400;
const plot = { left: 60, right: width - 24, top: 48, bottom: height - 48 };
const colors = { coverage: '#0b6bcb', accuracy: '#b4460f', grid: '#d9dde3', text: '#3a4048', mark: '#15181c' };

/** The curve numbers -> coverage and accuracy as an SVG picture, with the wanted shares and the size found. */
export function poolSizeCurve({ numbers, targets, ...answer }: PoolSizeAnswer): string {
  const greatest = Math.max(numbers, ...answer.numbersForUsualCoverages.map((row) => row.numbers));
  const last = Math.max(5, Math.ceil(greatest * 1.15));
  const x = (count: number) => plot.left + (count / last) * (plot.right - plot.left);
  const y = (share: number) => plot.bottom - share * (plot.bottom - plot.top);
  const traffic = { ...answer, calledWithin: publishedLaw };
  const points = samples(last).map((count) => predictPool(traffic, count));
  const line = (name: 'coverage' | 'accuracy') =>
    `<polyline points="${points.map((point) => `${at(x(point.numbers))},${at(y(point[name]))}`).join(' ')}" ` +
    `fill="none" stroke="${colors[name]}" stroke-width="2.5" stroke-linejoin="round"/>`;
  const wanted = (name: 'coverage' | 'accuracy') =>
    `<line x1="${plot.left}" x2="${plot.right}" y1="${at(y(targets[name]))}" y2="${at(y(targets[name]))}" ` +
    `stroke="${colors[name]}" stroke-dasharray="3 5"/>`;
  const title = `${answer.arrivalsPerHour} visits an hour, lease of ${answer.leaseSeconds / 60} min`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      `font-family="system-ui, sans-serif" font-size="13" fill="${colors.text}" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...[0, 0.2, 0.4, 0.6, 0.8, 1].map(
      (share) =>
        `<line x1="${plot.left}" x2="${plot.right}" y1="${at(y(share))}" y2="${at(y(share))}" stroke="${colors.grid}"/>` +
        `<text x="${plot.left - 8}" y="${at(y(share) + 4)}" text-anchor="end">${percent(share)}</text>`,
    ),
    ...ticks(last).map(
      (count) => `<text x="${at(x(count))}" y="${plot.bottom + 20}" text-anchor="middle">${count}</text>`,
    ),
    `<text x="${(plot.left + plot.right) / 2}" y="${height - 10}" text-anchor="middle">numbers in the pool</text>`,
    `<text x="${plot.left}" y="26" font-size="15" font-weight="600" fill="${colors.mark}">${title}</text>`,
    legend(targets),
    wanted('coverage'),
    wanted('accuracy'),
    `<line x1="${at(x(numbers))}" x2="${at(x(numbers))}" y1="${plot.top}" y2="${plot.bottom}" stroke="${colors.mark}"/>`,
    `<text x="${at(x(numbers) + 6)}" y="${plot.bottom - 8}" fill="${colors.mark}" font-weight="600">${numbers}</text>`,
    line('coverage'),
    line('accuracy'),
    '</svg>',
    '',
  ].join('\n');
}

/** One text, so that the entries stay apart however many digits their shares have. */
function legend(targets: PoolSizeAnswer['targets']): string {
  const entry = (name: 'coverage' | 'accuracy') =>
    `<tspan dx="24" fill="${colors[name]}">${name}, wanted ${percent(targets[name])}</tspan>`;
  return `<text x="${plot.right}" y="26" text-anchor="end">${entry('coverage')}${entry('accuracy')}</text>`;
}

/** About a hundred pool sizes up to the last. */
function samples(last: number): PoolPrediction['numbers'][] {
  const count = Math.min(last, 100);
  return [...new Set(Array.from({ length: count }, (_, index) => Math.round(((index + 1) / count) * last)))];
}

/** Round numbers, five to ten of them. */
function ticks(last: number): number[] {
  const power = 10 ** Math.floor(Math.log10(last));
  const step = Math.max(1, [0.1, 0.2, 0.5, 1].map((part) => part * power).find((size) => last / size <= 10) ?? power);
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
}

function at(place: number): string {
  return place.toFixed(1);
}
