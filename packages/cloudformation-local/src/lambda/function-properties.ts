import * as z from 'zod';

/** A function that the template wants. What only matters to the real service is known, and left aside. */
export const functionProperties = z.strictObject({
  Code: z.strictObject({ S3Bucket: z.string().optional(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string(),
  FunctionName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
  MemorySize: z.number().int().min(128).max(10_240).default(128),
  Timeout: z.number().int().min(1).max(900).default(3),
  ReservedConcurrentExecutions: z.number().int().min(0).optional(),
  Architectures: z.array(z.enum(['arm64', 'x86_64'])).optional(),
  Description: z.string().optional(),
  EphemeralStorage: z.strictObject({ Size: z.number() }).optional(),
  KmsKeyArn: z.string().optional(),
  Layers: z.array(z.string()).optional(),
  LoggingConfig: z
    .strictObject({
      ApplicationLogLevel: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']).optional(),
      LogFormat: z.enum(['JSON', 'Text']).optional(),
      LogGroup: z.string().optional(),
      SystemLogLevel: z.enum(['DEBUG', 'INFO', 'WARN']).optional(),
    })
    .optional(),
  Role: z.string(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
  TracingConfig: z.strictObject({ Mode: z.enum(['Active', 'PassThrough']) }).optional(),
});
export type FunctionProperties = z.infer<typeof functionProperties>;
