import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { zoneOf } from '../../config/rules.ts';
import type { Config } from '../../config.ts';

/** The user's own names of the product's one address. */
export interface Domain {
  /** The first is the one that outputs tell. */
  readonly names: readonly [string, ...string[]];
  readonly certificateArn: string;
  /** Hosted zones that get the records; none where somebody makes them elsewhere. */
  readonly zones: readonly { readonly id: string; readonly name: string }[];
}

export function domainOf({ domainName, alternativeNames, certificateArn, hostedZone }: Config): Domain | undefined {
  if (domainName === undefined || certificateArn === undefined) return undefined;
  return {
    names: [domainName, ...(alternativeNames ?? [])],
    certificateArn,
    zones: hostedZone === undefined ? [] : [hostedZone].flat(),
  };
}

/** Points each name to the distribution, for IPv4 and IPv6. An alias, so that the name of a whole zone can be one. */
export function addDomainRecords(scope: Construct, distribution: Distribution, { names, zones }: Domain): void {
  const records = new Construct(scope, 'Domain');
  const known = new Map<string, IHostedZone>();
  for (const recordName of names) {
    const zone = zoneOf(recordName, zones);
    if (zone === undefined) continue;
    const hostedZone =
      known.get(zone.id) ??
      HostedZone.fromHostedZoneAttributes(records, zone.id, { hostedZoneId: zone.id, zoneName: zone.name });
    known.set(zone.id, hostedZone);
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(records, `${recordName} A`, { zone: hostedZone, recordName, target });
    new AaaaRecord(records, `${recordName} AAAA`, { zone: hostedZone, recordName, target });
  }
}
