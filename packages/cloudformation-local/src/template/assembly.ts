import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { StartProblem } from '../start-problem.ts';
import { parseTemplate } from './parse-template.ts';
import type { Template } from './template.ts';

/** The one stack of a cloud assembly, as `cdk synth` writes it to `cdk.out`. */
export interface Assembly {
  readonly stackName: string;
  /** Undefined where the stack goes wherever it is deployed. */
  readonly region: string | undefined;
  readonly template: Template;
  /** Folder of the asset that is uploaded under this object key; undefined if there is none. */
  assetDirectory(objectKey: string): string | undefined;
}

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const assetsSchema = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.looseObject({ path: z.string() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

/** @throws StartProblem if the folder is no cloud assembly of one stack, or its template has keys that the run does not know */
export async function readAssembly(directory: string): Promise<Assembly> {
  const manifest = await readJson(path.join(directory, 'manifest.json'), manifestSchema);
  const artifacts = Object.entries(manifest.artifacts);
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [id = '', stack] = stacks[0] ?? [];
  const templateFile = stack?.properties?.templateFile;
  if (stacks.length !== 1 || templateFile === undefined) {
    throw new StartProblem([`${directory} has ${stacks.length} stacks; the local run takes exactly one.`]);
  }
  const directories = new Map<string, string>();
  for (const [, { type, properties }] of artifacts) {
    if (type !== 'cdk:asset-manifest' || properties?.file === undefined) continue;
    const { files } = await readJson(path.join(directory, properties.file), assetsSchema);
    for (const { source, destinations } of Object.values(files)) {
      for (const { objectKey } of Object.values(destinations)) {
        directories.set(objectKey, path.resolve(directory, source.path));
      }
    }
  }
  const region = stack?.environment?.split('/').at(-1);
  return {
    stackName: stack?.properties?.stackName ?? id,
    region: region === 'unknown-region' ? undefined : region,
    template: parseTemplate(await readJson(path.join(directory, templateFile), z.unknown())),
    assetDirectory: (objectKey) => directories.get(objectKey),
  };
}

async function readJson<Content>(file: string, schema: z.ZodType<Content>): Promise<Content> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartProblem([`${file} cannot be read; delete its folder and start again to synthesize it anew.`], {
      cause,
    });
  });
  const content = schema.safeParse(parseJson(file, text));
  if (!content.success)
    throw new StartProblem([`${file} is not what cdk synth writes: ${z.prettifyError(content.error)}`]);
  return content.data;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StartProblem([`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`], {
      cause,
    });
  }
}
