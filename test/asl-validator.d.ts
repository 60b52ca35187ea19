declare module 'asl-validator' {
  /** Checks a state machine's definition against the language's schema and its paths. */
  export default function validate(definition: object): { readonly isValid: boolean; errorsText(): string };
}
