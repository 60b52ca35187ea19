/** What an action is thrown when an answer is no success. */
export declare class HTTPError extends Error {
  constructor(response: Response, request: Request, options: object);
  readonly response: Response;
}
export declare function fieldsToJsonSchema(fields: object): object;
/** Throws where the payload does not fit, and brings it into the types that the schema wants. */
export declare function validateSchema(
  payload: object,
  schema: object,
  options: { readonly throwIfInvalid: boolean },
): boolean;
