import { output } from '../../../../lambdas/platform/names.ts';
import { one, template } from '../../synthesize.ts';

const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555';
const domain = {
  domainName: 'calls.shop.example',
  alternativeNames: ['shop.example', 'calls.de.shop.example'],
  certificateArn,
  hostedZone: [
    { id: 'Z0SHOP', name: 'shop.example' },
    { id: 'Z0GERMANY', name: 'de.shop.example' },
  ],
};
const deployed = template(domain);
const names = ['calls.shop.example', 'shop.example', 'calls.de.shop.example'];
const [distribution, { Properties }] = one(deployed, 'AWS::CloudFront::Distribution', /./);

test('the distribution answers to all names, by TLS 1.2 or newer', () => {
  expect(Properties.DistributionConfig).toMatchObject({
    Aliases: names,
    ViewerCertificate: {
      AcmCertificateArn: certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    },
  });
});

test('each name, also that of a whole zone, has a record for IPv4 and IPv6 in the zone that answers for it', () => {
  const records = Object.values(deployed.findResources('AWS::Route53::RecordSet')).map(({ Properties: record }) => [
    record.Name,
    record.Type,
    record.HostedZoneId,
    record.AliasTarget.DNSName['Fn::GetAtt'],
  ]);
  const zones: Record<string, string> = { 'calls.de.shop.example': 'Z0GERMANY' };
  expect(records).toEqual(
    names.flatMap((name) =>
      ['A', 'AAAA'].map((type) => [`${name}.`, type, zones[name] ?? 'Z0SHOP', [distribution, 'DomainName']]),
    ),
  );
});

test('the stack tells the name, and where further names point to', () => {
  const outputs = deployed.findOutputs('*');
  expect(outputs[output.url]?.Value).toBe('https://calls.shop.example');
  expect(outputs[output.distributionDomain]?.Value).toEqual({ 'Fn::GetAtt': [distribution, 'DomainName'] });
});

test('who keeps names elsewhere makes the records there', () => {
  const { hostedZone: _, ...elsewhere } = domain;
  const other = template(elsewhere);
  expect(other.findResources('AWS::Route53::RecordSet')).toEqual({});
  expect(one(other, 'AWS::CloudFront::Distribution', /./)[1].Properties.DistributionConfig.Aliases).toEqual(names);
});
