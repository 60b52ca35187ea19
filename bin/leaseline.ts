#!/usr/bin/env node
import cdk from '../cdk.json' with { type: 'json' };
import { ConfigError } from '../lib/config.ts';
import { leaselineApp } from '../lib/leaseline-app.ts';

try {
  leaselineApp(cdk.context).app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
