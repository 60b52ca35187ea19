import { CliError } from '../cli-error.ts';

/** What newcomers meet with AWS, and what to do. */
const remedies = [
  { of: /Region is missing/, remedy: 'no AWS Region is set: set AWS_REGION to that of the stack' },
  {
    of: /^CredentialsProviderError|^TokenProviderError/,
    remedy: 'no AWS credentials are found: sign in, or name a profile that has some (AWS_PROFILE)',
  },
  {
    of: /^ValidationError: Stack .*does not exist/,
    remedy: 'there is no such stack in this account and Region: name it with --stage, or with --stack and AWS_REGION',
  },
] as const;

/** Says what AWS refused in a sentence. Throws always. */
export function explainAws(error: unknown): never {
  if (error instanceof CliError || !(error instanceof Error)) throw error;
  const reason = `${error.name}: ${error.message}`;
  const remedy = remedies.find(({ of }) => of.test(reason))?.remedy;
  throw new CliError(remedy ?? `AWS refused: ${reason}`, { cause: error });
}
