import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import {
  AssetHashType,
  BOOTSTRAP_QUALIFIER_CONTEXT,
  DefaultStackSynthesizer,
  DockerImage,
  Duration,
  RemovalPolicy,
  Stack,
  Validations,
} from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { reportedResource } from '../operations/reported-resource.ts';
import { buildTracker } from './build-tracker.ts';

const web = path.resolve(import.meta.dirname, '../../../web');

/** Builds what browsers load, `t.js`, `call-link.js` and `dashboard/`, when the app is synthesized, and puts it into the bucket. */
export class WebPages extends Construct {
  constructor(
    scope: Construct,
    id: string,
    settings: { readonly bucket: IBucket; readonly logRetention: RetentionDays },
  ) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    new BucketDeployment(this, 'Deployment', {
      sources: [
        Source.asset(web, {
          assetHashType: AssetHashType.OUTPUT, // the pages take shapes and packages from outside their folder
          bundling: {
            image: DockerImage.fromRegistry('none'), // never pulled: esbuild is here
            local: {
              tryBundle(outputFolder) {
                buildWebPages(outputFolder);
                return true;
              },
            },
          },
        }),
      ],
      destinationBucket: settings.bucket,
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
      // A page that had its `t.js` before a deployment asks for the part that was made with it.
      prune: false,
      retainOnDelete: false, // or the bucket could not be deleted with the stack
      role,
      logGroup,
    });
    this.acknowledge(role, settings.bucket);
  }

  private acknowledge(role: Role, bucket: IBucket): void {
    const stack = Stack.of(this);
    const qualifier = z
      .string()
      .default(DefaultStackSynthesizer.DEFAULT_QUALIFIER)
      .parse(this.node.tryGetContext(BOOTSTRAP_QUALIFIER_CONTEXT));
    const { partition, account, region } = stack;
    const assets = `arn:${partition}:s3:::cdk-${qualifier}-assets-${account}-${region}`;
    const pages = z.instanceof(CfnBucket).parse(bucket.node.defaultChild);
    const findings = [
      ...['GetBucket', 'GetObject', 'List', 'Abort', 'DeleteObject'].map((action) => `Action::s3:${action}*`),
      `Resource::${reportedResource(this, assets)}/*`,
      `Resource::<${stack.getLogicalId(pages)}.Arn>/*`,
    ];
    Validations.of(role).acknowledge(
      ...findings.map((finding) => ({
        id: `AwsSolutions-IAM5[${finding}]`,
        reason:
          'Copies every file of the asset into the bucket of the pages and removes old ones: these two buckets only.',
      })),
    );
    for (const child of stack.node.children.filter(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'))) {
      Validations.of(child).acknowledge({
        id: 'AwsSolutions-L1',
        reason: "CDK's own function, whose runtime CDK chooses; it runs at deployment only.",
      });
    }
  }
}

/** Builds into the folder. */
export function buildWebPages(outputFolder: string): void {
  const { script, deferred } = buildTracker(web);
  writeFileSync(path.join(outputFolder, 't.js'), script);
  writeFileSync(path.join(outputFolder, deferred.name), deferred.text);
  buildSync({
    entryPoints: [path.join(web, 'call-link/call-link.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    legalComments: 'none',
    logLevel: 'warning',
    target: 'es2020',
    outfile: path.join(outputFolder, 'call-link.js'),
  });
  buildSync({
    entryPoints: [path.join(web, 'dashboard/main.tsx')],
    bundle: true,
    minify: true,
    format: 'iife',
    legalComments: 'none',
    logLevel: 'warning',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outfile: path.join(outputFolder, 'dashboard/main.js'), // with `main.css` beside it
  });
  copyFileSync(path.join(web, 'dashboard/index.html'), path.join(outputFolder, 'dashboard/index.html'));
}
