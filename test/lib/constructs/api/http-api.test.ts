import type { Template } from 'aws-cdk-lib/assertions';
import { consentRoutes, managementRoutes, numberRoutes } from '../../../../lambdas/platform/names.ts';
import { expectAllResources, expectResource, one, template } from '../../synthesize.ts';

let deployed: Template;
beforeAll(() => {
  deployed = template({ logDays: 7 });
});

/** The keys of the routes that end at the function. */
function routesTo(functionId: RegExp): string[] {
  const [lambda] = one(deployed, 'AWS::Lambda::Function', functionId);
  const integrations = Object.entries(deployed.findResources('AWS::ApiGatewayV2::Integration'))
    .filter(([, { Properties }]) => Properties.IntegrationUri['Fn::GetAtt'][0] === lambda)
    .map(([id]) => id);
  return Object.values(deployed.findResources('AWS::ApiGatewayV2::Route'))
    .filter(({ Properties }) => integrations.includes(Properties.Target['Fn::Join'][1][1].Ref))
    .map(({ Properties }): string => Properties.RouteKey)
    .toSorted();
}

/** Ends of the ARNs of routes that may invoke the function. */
function invokers(functionId: RegExp): string[] {
  const [lambda] = one(deployed, 'AWS::Lambda::Function', functionId);
  return Object.values(deployed.findResources('AWS::Lambda::Permission'))
    .filter(({ Properties }) => Properties.FunctionName['Fn::GetAtt'][0] === lambda)
    .map(({ Properties }): string => Properties.SourceArn['Fn::Join'][1].at(-1))
    .toSorted();
}

test.each([
  ['numbers', /NumberApiNumbers/, numberRoutes],
  ['consents', /NumberApiConsents/, consentRoutes],
] as const)('page calls about %s and their preflights go to a function of their own', (_, id, routes) => {
  const preflights = routes.map((route) => route.replace('POST', 'OPTIONS'));
  expect(routesTo(id)).toEqual([...routes, ...preflights].toSorted());
  expect(invokers(id)).toEqual(['/*/*/*']);
});

test('management calls, and what is no call, go to the management function', () => {
  expect(routesTo(/Management/)).toEqual([...managementRoutes, '$default'].toSorted());
  expect(invokers(/Management/)).toEqual(['/*/*', '/*/*/*']);
});

test('the access log says nothing about people', () => {
  const [, { Properties }] = one(deployed, 'AWS::ApiGatewayV2::Stage', /./);
  expect(Object.values(JSON.parse(Properties.AccessLogSettings.Format))).toEqual([
    '$context.requestId',
    '$context.requestTime',
    '$context.routeKey',
    '$context.status',
    '$context.responseLatency',
    '$context.responseLength',
    '$context.error.message',
    '$context.integrationErrorMessage',
  ]);
});

test('the access log takes no place in the policy of all logs', () => {
  const [, { Properties }] = one(deployed, 'AWS::Logs::LogGroup', /AccessLogs/);
  expect(Properties.LogGroupName).toBe('/aws/vendedlogs/apigateway/Leaseline');
});

test('requests are limited', () => {
  expectResource(deployed, 'AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
  });
});

test('all logs go after the days of the context', () => {
  expectAllResources(deployed, 'AWS::Logs::LogGroup', { RetentionInDays: 7 });
});
