import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { ResourceRequest, ResourceType } from '../../resource-type.ts';
import { contentType } from './content-type.ts';
import type { S3Client } from './s3-client.ts';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const properties = z.strictObject({
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z.array(z.record(z.string(), z.string())).optional(),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string().default(''),
  Prune: flag.default(true),
  Exclude: z.array(z.string()).default([]),
  Include: z.array(z.string()).default([]),
  SystemMetadata: z
    .strictObject({
      'cache-control': z.string().optional(),
      'content-type': z.string().optional(),
      'content-encoding': z.string().optional(),
      'content-language': z.string().optional(),
      'content-disposition': z.string().optional(),
    })
    .optional(),
  UserMetadata: z.record(z.string(), z.string()).optional(),
  // No meaning locally: where the assets would lie, who would copy them, which caches would be emptied.
  ServiceToken: z.string(),
  ServiceTimeout: z.union([z.string(), z.number()]).optional(),
  SourceBucketNames: z.array(z.string()),
  SourceMarkersConfig: z.array(z.strictObject({ jsonEscape: flag.optional() })).optional(),
  DestinationBucketArn: z.string().optional(),
  DistributionId: z.string().optional(),
  DistributionPaths: z.array(z.string()).optional(),
  WaitForDistributionInvalidation: flag.optional(),
  RetainOnDelete: flag.optional(),
  Extract: flag.optional(),
  OutputObjectKeys: flag.optional(),
  SignContent: flag.optional(),
});

type Deployment = z.infer<typeof properties>;

/** `Custom::CDKBucketDeployment`: copies asset folders into a bucket. */
export function bucketDeploymentType(s3: S3Client): ResourceType<Deployment> {
  const deploy = (resource: ResourceRequest<Deployment>) =>
    deployToBucket(
      s3,
      resource.properties,
      resource.properties.SourceObjectKeys.map((key) => resource.assetDirectory(key)),
    );
  return {
    type: 'Custom::CDKBucketDeployment',
    properties,
    async create(resource) {
      await deploy(resource);
      const { DestinationBucketName } = resource.properties;
      return {
        ref: resource.physicalName,
        attributes: { DestinationBucketArn: `arn:aws:s3:::${DestinationBucketName}` },
      };
    },
    update: deploy,
  };
}

/** Uploads what the folders hold; with `Prune` it also removes what lies under the prefix and is in none of them. */
async function deployToBucket(s3: S3Client, deployment: Deployment, folders: readonly string[]): Promise<void> {
  const bucket = deployment.DestinationBucketName;
  const prefix = deployment.DestinationBucketKeyPrefix.replace(/\/$/, '');
  const uploaded = new Set<string>();
  for (const [position, folder] of folders.entries()) {
    for (const file of await filesIn(folder)) {
      const key = file.split(path.sep).join('/');
      if (!isIncluded(key, deployment)) continue;
      const body = withMarkers(await readFile(path.join(folder, file)), deployment.SourceMarkers?.[position] ?? {});
      const target = prefix === '' ? key : `${prefix}/${key}`;
      await s3.put(bucket, target, body, headers(file, deployment));
      uploaded.add(target);
    }
  }
  if (!deployment.Prune) return;
  for (const key of await s3.list(bucket, prefix === '' ? '' : `${prefix}/`)) {
    const name = prefix === '' ? key : key.slice(prefix.length + 1);
    if (!uploaded.has(key) && isIncluded(name, deployment)) await s3.remove(bucket, key);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Text that was not known at synthesis stands in the asset as a marker. */
function withMarkers(body: Buffer, markers: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(markers);
  if (entries.length === 0) return body;
  return Buffer.from(entries.reduce((text, [marker, value]) => text.replaceAll(marker, value), body.toString()));
}

function headers(file: string, { SystemMetadata, UserMetadata }: Deployment): Record<string, string> {
  const system = Object.entries(SystemMetadata ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const own = Object.entries(UserMetadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  return { 'content-type': contentType(file), ...Object.fromEntries(system), ...Object.fromEntries(own) };
}

function isIncluded(key: string, { Exclude, Include }: Deployment): boolean {
  const fits = (pattern: string) => wildcard(pattern).test(key);
  return !Exclude.some(fits) || Include.some(fits);
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's');
}
