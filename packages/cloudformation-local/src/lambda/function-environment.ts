import type { FunctionProperties } from './function-properties.ts';

/** All that a function's code finds in its environment: what Lambda sets, how to reach this machine, and what the template says. */
export function functionEnvironment(
  name: string,
  codeDirectory: string,
  properties: FunctionProperties,
  client: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...client,
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: properties.LoggingConfig?.LogFormat ?? 'Text',
    ...(properties.LoggingConfig?.ApplicationLogLevel !== undefined && {
      AWS_LAMBDA_LOG_LEVEL: properties.LoggingConfig.ApplicationLogLevel,
    }),
    AWS_LAMBDA_LOG_GROUP_NAME: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: codeDirectory,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: properties.Handler,
    ...properties.Environment?.Variables,
  };
}
