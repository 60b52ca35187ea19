/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles. Lambda puts a function's credentials into its
 * environment, so the chain of profiles, single sign-on and metadata services would only make cold starts slower.
 */
export function defaultProvider(): () => Promise<EnvironmentCredentials> {
  return async () => {
    const sessionToken = process.env.AWS_SESSION_TOKEN;
    return {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
      ...(sessionToken && { sessionToken }),
    };
  };
}

interface EnvironmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
