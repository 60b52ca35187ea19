import type * as z from 'zod';
import type { Machine } from './machine.ts';

/** What `Ref` and `Fn::GetAtt` of a created resource give. An attribute that is not listed is an error that names it. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ResourceRequest<Properties> {
  readonly logicalId: string;
  /** `<stack>-<logical id>`, at most 64 characters; used where the template names none. */
  readonly physicalName: string;
  /** All intrinsics resolved, parsed by the type's schema. */
  readonly properties: Properties;
  /** Folder of an asset in `cdk.out` by its S3 object key; an unknown asset is an error. */
  assetDirectory(objectKey: string): string;
}

/**
 * One CloudFormation resource type that the local run brings to life. `properties` is strict: what it does not list,
 * or lists with other words, makes the start fail with a sentence that names resource, property and word.
 */
export interface ResourceType<Properties = never> {
  readonly type: string;
  readonly properties: z.ZodType<Properties>;
  create(resource: ResourceRequest<Properties>, machine: Machine): Promise<CreatedResource>;
  /** Brings changed properties to the running resource after a source file changed. Without it the change waits for a restart. */
  update?(resource: ResourceRequest<Properties>, machine: Machine): Promise<void>;
}
