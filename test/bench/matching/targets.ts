import type { Figures, Share } from './judge.ts';
import type { Scene } from './play.ts';

/** What the product came to, as far as its targets depend on it. */
export interface Measured {
  readonly scene: Pick<Scene, 'numbers' | 'load' | 'curve'>;
  readonly figures: Figures;
  /** How often the present holder was the caller, 0 to 1: as the product measures it, and in truth. */
  readonly accuracy: { readonly measured: number | undefined; readonly truth: number };
}

interface Target {
  readonly name: string;
  readonly applies: (scene: Measured['scene']) => boolean;
  readonly holds: (measured: Measured) => boolean;
}

const isUsualPool = ({ numbers, load }: Measured['scene']) => numbers === 50 && load === 0.5;
/** On the other curves most callers call when the number is long another's: who they were nobody can know (see the ceiling). */
const isUsual = (scene: Measured['scene']) => isUsualPool(scene) && scene.curve === 'usual';
const atLeast = (least: number) => (found: Share) => found.of === 0 || found.share >= least;

const targets: readonly Target[] = [
  { name: 'first', applies: isUsual, holds: ({ figures }) => atLeast(0.92)(figures.first) },
  { name: 'again', applies: isUsual, holds: ({ figures }) => atLeast(0.88)(figures.again) },
  { name: 'sure', applies: isUsualPool, holds: ({ figures }) => atLeast(0.93)(figures.sure) },
  { name: 'ECE', applies: isUsualPool, holds: ({ figures }) => figures.calibration.error <= 0.03 },
  {
    name: 'measured',
    applies: isUsualPool,
    holds: ({ accuracy: { measured, truth } }) => measured !== undefined && Math.abs(measured - truth) <= 0.03,
  },
  {
    name: 'default',
    applies: () => true,
    holds: ({ figures: { sharedNamed } }) => sharedNamed.of === 0 || sharedNamed.share === 0,
  },
];

/** `ok`, or the names of the targets that are missed. */
export function verdict(row: Measured): string {
  const missed = targets.filter(({ applies, holds }) => applies(row.scene) && !holds(row));
  return missed.length === 0 ? 'ok' : `missed: ${missed.map(({ name }) => name).join(', ')}`;
}
