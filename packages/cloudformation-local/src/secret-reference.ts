/** What a dynamic reference to Secrets Manager names. */
export interface SecretReference {
  /** Name or ARN. */
  readonly secret: string;
  /** Of the JSON object that the secret holds; undefined: all of its text. */
  readonly key?: string;
  readonly stage?: string;
  readonly version?: string;
}

/** Looks a secret up while a resource is created; or says why there is nothing, as the end of a sentence. */
export type LookUpSecret = (reference: SecretReference) => { readonly value: string } | { readonly problem: string };
