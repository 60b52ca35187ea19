import { parseArgs } from 'node:util';
import { App } from 'aws-cdk-lib/core';
import cdk from '../cdk.json' with { type: 'json' };
import { ConfigError, readConfig } from '../lib/config.ts';
import { LeaselineStack } from '../lib/leaseline-stack.ts';
import { describeCosts, idleCosts } from './cost/idle-cost.ts';
import { prices } from './cost/prices.ts';

const help = `npm run cost:idle [-- --stage prod]

What a stack costs by the month if nobody comes: the sum of what its template has. Without a stage it tells of two stacks: one
without Amazon Connect, and that of stages/example.json with an instance of Amazon Connect.

  --stage  the stage whose template is summed
  --help   this

Prices are those of us-east-1 on ${prices.asOf}, before any free tier (bin/cost/prices.ts). What comes with use is in docs/benchmarks.md;
Amazon Connect itself charges for numbers by the day and for calls by the minute.
`;

/** A sentence for whoever called it, without a stack. */
class UsageError extends Error {}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function main(): void {
  const values = readOptions();
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const stacks: readonly (readonly [string, Record<string, unknown>])[] =
    values.stage === undefined
      ? [
          ['Without Amazon Connect ("connect": "none")', { connect: 'none' }],
          ['With Amazon Connect (stages/example.json)', { stage: 'example' }],
        ]
      : [[`Stage ${values.stage}`, { stage: values.stage }]];
  console.error('Synthesizing ...');
  const tables = stacks.map(([title, settings]) =>
    describeCosts(
      `${title}: dollars a month if nobody comes, us-east-1, ${prices.asOf}`,
      idleCosts(templateOf(settings)),
    ),
  );
  console.log(tables.join('\n\n\n'));
}

function readOptions(): { stage?: string; help?: boolean } {
  try {
    return parseArgs({ options: { stage: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}; --help lists what there is.`);
  }
}

/** The template without its bundles, which cost nothing. */
function templateOf(settings: Record<string, unknown>): unknown {
  const fast = { 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:validateAgainstDefaultRules': false };
  const app = new App({ context: { ...cdk.context, ...fast, ...settings } });
  const { stackName } = new LeaselineStack(app, 'Leaseline', readConfig(app.node));
  return app.synth().getStackByName(stackName).template;
}
