import type { BuildInput } from '../../lambdas/deliveries/destinations/destination.ts';
import { sampleFacts } from '../../lambdas/deliveries/trial/sample-facts.ts';

/** The call that the papers about destinations tell of. */
export const example: BuildInput<never, never> = {
  ...sampleFacts,
  kind: 'new',
  settings: undefined as never,
  secrets: undefined as never,
};
