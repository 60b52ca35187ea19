import type * as z from 'zod';
import type { fields } from './fields.ts';

/** Settings with their defaults, each right by itself. */
export type Settings = z.infer<typeof fields>;

/** What is wrong with a setting beside the others, and what to do. */
export interface Problem {
  readonly setting: keyof Settings;
  /** Goes on from the setting's name. */
  readonly sentence: string;
}

type Rule = (settings: Settings) => readonly Problem[];

/** What settings must be to each other, wherever the stack goes. */
export const rules: Rule = (settings) =>
  [connectIsSaid, connectIsWhole, keyOfBucket, queueOfInstance, domainIsWhole, namesInZones, zonesOnce].flatMap(
    (rule) => rule(settings),
  );

/** A forgotten setting would take what belongs to Amazon Connect out of a stack that has it. */
const connectIsSaid: Rule = ({ connect, connectInstanceArn }) => {
  if (connect === undefined && connectInstanceArn === undefined) {
    return [
      {
        setting: 'connectInstanceArn',
        sentence:
          'is missing: name the instance of Amazon Connect, or say "connect": "none" (-c connect=none) for a stack without it',
      },
    ];
  }
  if (connect !== undefined && connectInstanceArn !== undefined) {
    return [
      { setting: 'connect', sentence: 'says "none", but connectInstanceArn names an instance: leave one of them out' },
    ];
  }
  return [];
};

const connectIsWhole: Rule = (settings) => {
  if (settings.connectInstanceArn !== undefined) return [];
  const ofConnect = [
    'defaultQueueArn',
    'contactRecordStreamArn',
    'contactRecordKeyArn',
    'connectBucket',
    'connectBucketKeyArn',
    'lookupReservedConcurrency',
    'fallbackTable',
    'connectTests',
  ] as const;
  return ofConnect
    .filter((setting) => settings[setting] !== undefined)
    .map((setting) => ({ setting, sentence: 'must be left out without connectInstanceArn' }));
};

const keyOfBucket: Rule = ({ connectBucket, connectBucketKeyArn }) =>
  connectBucketKeyArn === undefined || connectBucket !== undefined
    ? []
    : [{ setting: 'connectBucketKeyArn', sentence: 'must be left out without connectBucket' }];

const queueOfInstance: Rule = ({ connectInstanceArn, defaultQueueArn }) =>
  connectInstanceArn === undefined ||
  defaultQueueArn === undefined ||
  defaultQueueArn.startsWith(`${connectInstanceArn}/`)
    ? []
    : [
        {
          setting: 'defaultQueueArn',
          sentence:
            'must be a queue of connectInstanceArn; aws connect list-queues --instance-id ... --queue-types STANDARD shows them',
        },
      ];

const domainIsWhole: Rule = (settings) => {
  const { domainName, certificateArn, alternativeNames = [] } = settings;
  if (domainName === undefined) {
    const ofDomain = ['alternativeNames', 'certificateArn', 'hostedZone'] as const;
    return ofDomain
      .filter((setting) => settings[setting] !== undefined)
      .map((setting) => ({ setting, sentence: 'must be left out without domainName' }));
  }
  const names = [domainName, ...alternativeNames];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...(certificateArn === undefined
      ? ([
          {
            setting: 'certificateArn',
            sentence: `is missing: domainName needs a certificate, which aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name ${domainName} asks for`,
          },
        ] as const)
      : []),
    ...twice.map(
      (name) =>
        ({
          setting: 'alternativeNames',
          sentence: `must name ${name} once only, and not again what domainName is`,
        }) as const,
    ),
  ];
};

const namesInZones: Rule = ({ domainName, alternativeNames = [], hostedZone }) => {
  if (domainName === undefined || hostedZone === undefined) return [];
  const zones = [hostedZone].flat();
  const isOutside = (name: string) => zoneOf(name, zones) === undefined;
  const sentence = (name: string) =>
    `must lie in hostedZone ${zones.map((zone) => zone.name).join(' or ')}, but is ${name}: add the zone of that name, or leave hostedZone out and make the records yourself`;
  return [
    ...[domainName].filter(isOutside).map((name) => ({ setting: 'domainName', sentence: sentence(name) }) as const),
    ...alternativeNames
      .filter(isOutside)
      .map((name) => ({ setting: 'alternativeNames', sentence: sentence(name) }) as const),
  ];
};

/** Of two zones with one name only one is asked by the world. */
const zonesOnce: Rule = ({ hostedZone }) => {
  const names = [hostedZone ?? []].flat().map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    setting: 'hostedZone',
    sentence: `must name ${name} once only: keep the public zone, whose name servers the registrar knows`,
  }));
};

/** The zone that answers for the name: of those that it lies in, the one with the longest name. */
export function zoneOf<Zone extends { readonly name: string }>(name: string, zones: readonly Zone[]): Zone | undefined {
  return zones
    .filter((zone) => name === zone.name || name.endsWith(`.${zone.name}`))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
}
