// The public face: what is not named here may change without notice.
export {
  type EdgeRequest,
  type EdgeResponse,
  jsonResponse,
  type Routes,
  redirect,
  textResponse,
} from './src/edge/exchange.ts';
export { type FieldError, problemResponse } from './src/edge/problem-response.ts';
export { serveFolder } from './src/edge/web-folder.ts';
export { errorCode } from './src/error-code.ts';
export { type FaultName, type Faults, faultNames, noFaults } from './src/faults/faults.ts';
export { freePort } from './src/free-port.ts';
export { type LocalStack, type LocalStackOptions, startLocalStack } from './src/local-stack.ts';
export { type Invocation, type LocalFunction, type Log } from './src/machine.ts';
export { dynamoDBProgram } from './src/services/dynamodb/dynamodb-program.ts';
export { serviceClient } from './src/services/service-client.ts';
export { s3Client } from './src/services/storage/s3-client.ts';
export { StartProblem } from './src/start-problem.ts';
