import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { output } from '../../lambdas/platform/names.ts';
import { template, withConnect } from './synthesize.ts';

let deployed: Template;
beforeAll(() => {
  deployed = template({ alarmEmail: 'ops@shop.example', ...withConnect });
});

const alarms = () => Object.entries(deployed.findResources('AWS::CloudWatch::Alarm'));

test('consists of these resources', () => {
  const types = Object.values(deployed.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  const counts = new Map(types.toSorted().map((type) => [type, types.filter((each) => each === type).length]));
  expect([...counts].map(([type, count]) => `${type} x ${count}`)).toMatchSnapshot();
});

test('tells its address, its tables, and where calls come in', () => {
  const outputs = deployed.findOutputs('*');
  expect(Object.keys(outputs).toSorted()).toEqual(Object.values(output).toSorted());
  expect(JSON.stringify(outputs[output.url]?.Value)).toMatch(/https:\/\/.*EdgeDistribution\w+","DomainName"/);
});

test('without an instance there is nothing of Amazon Connect, and no output of it', () => {
  const without = template();
  const types = Object.values(without.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  expect(types.filter((type) => /Connect|Kinesis/.test(type))).toEqual([]);
  expect(Object.keys(without.findOutputs('*')).filter((name) => /^Con(nect|tact)/.test(name))).toEqual([]);
  expect(JSON.stringify(without.toJSON())).not.toContain('connect.amazonaws.com');
  expect(types).toEqual(expect.arrayContaining(['AWS::SQS::Queue', 'AWS::Lambda::EventSourceMapping']));
});

test('each alarm says what is wrong and names a section of the runbook that has all three parts', () => {
  const sections = runbookSections();
  expect(alarms().length).toBeGreaterThan(0);
  for (const [, { Properties }] of alarms()) {
    expect(Properties.AlarmDescription).toMatch(/^\S.{30,}[.] What to do: docs\/runbook\.md#[a-z-]+$/);
    expect(sections.get(Properties.AlarmDescription.split('#')[1])).toEqual([
      'Description',
      'Investigation',
      'Resolution',
    ]);
  }
});

test('the runbook has no section without an alarm', () => {
  const named = alarms().map(([, { Properties }]) => Properties.AlarmDescription.split('#')[1]);
  expect(new Set(runbookSections().keys())).toEqual(new Set(named));
});

test('every function of the product has an alarm for errors and one for throttles', () => {
  const functions = Object.entries(
    deployed.findResources('AWS::Lambda::Function', { Properties: { Runtime: 'nodejs24.x' } }),
  );
  expect(functions.length).toBeGreaterThan(0);
  for (const [id] of functions) {
    const watched = alarms().filter(([, { Properties }]) => Properties.Dimensions?.[0].Value.Ref === id);
    expect(watched.map(([, { Properties }]) => Properties.MetricName)).toEqual(
      expect.arrayContaining(['Errors', 'Throttles']),
    );
  }
});

function runbookSections(): Map<string, string[]> {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => [
      section.slice(0, section.indexOf('\n')).toLowerCase().replaceAll(' ', '-'),
      [...section.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part!),
    ]),
  );
}
