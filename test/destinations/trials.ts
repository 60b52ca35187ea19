import type { Destination } from '../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../lambdas/deliveries/destinations/registry.ts';
import { type DestinationSample, destinationSamples } from '../lambdas/deliveries/destinations/destination-samples.ts';
import { broken, busy, type VendorAnswers, vendorAnswers } from './vendor-answers.ts';

/** A destination as it is tried. */
export interface Trial {
  readonly name: string;
  readonly destination: Destination<unknown, unknown>;
  readonly settings: unknown;
  readonly sample: DestinationSample;
  readonly answers: VendorAnswers;
}

/** Ways to set a destination up in which its receiver knows no request again. */
const variants: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  ga4: { generate_lead: { event: 'generate_lead' } },
  'yandex-metrica': { calls: { as: 'calls' } },
  catalogue: { 'no id': { fields: { ...fieldsOf('catalogue'), record_identifier: '{{call.id}}' } } },
};

/** All that are registered, and their variants. */
export function allTrials(): Trial[] {
  return [...destinations.values()].flatMap((destination) => {
    const { type } = destination;
    const [sample, answers] = [destinationSamples[type], vendorAnswers[type]];
    if (sample === undefined || answers === undefined) throw new Error(`there is nothing to try ${type} with`);
    const usual = { name: type, destination, settings: sample.settings, sample, answers };
    const others = Object.entries(variants[type] ?? {}).map(([variant, more]) => ({
      ...usual,
      name: `${type} (${variant})`,
      settings: { ...Object(sample.settings), ...more },
      sample: knowingNothing(sample),
    }));
    return [usual, ...others];
  });
}

function knowingNothing({ idPer: _idPer, ...sample }: DestinationSample): DestinationSample {
  return sample;
}

/** What a destination understands wrongly of the answers that it is tried with. */
export function misunderstood({ destination, answers }: Trial): string[] {
  // What these do is read elsewhere: a mail service is no receiver of requests, an action says itself what came of it.
  if (destination.type === 'email' || destination.type === 'catalogue') return [];
  const kind = (response: typeof busy) => destination.read(response).kind;
  const is = (what: string, found: string, ...may: readonly string[]) =>
    may.includes(found) ? [] : [`${what} is understood as ${found}`];
  const { failedWithin, asked, refused } = answers;
  return [
    ...is('success', kind(answers.taken(1)), 'delivered', 'accepted'),
    ...is('429', kind(busy), 'throttled'),
    ...is('500', kind(broken), 'transient', 'unknown'),
    // A webhook's owner may mend it meanwhile.
    ...is('a refusal', kind(refused), destination.type === 'webhook' ? 'transient' : 'rejected'),
    ...(failedWithin ? is('a failure within a success', kind(failedWithin), 'transient', 'throttled', 'rejected') : []),
    ...(asked && destination.ask ? is('what came of it', destination.ask.read(asked, 'r').kind, 'delivered') : []),
  ];
}

function fieldsOf(type: string): object {
  const { fields } = Object(destinationSamples[type]?.settings);
  return { ...Object(fields) };
}
