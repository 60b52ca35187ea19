/** Loads a destination's code by its name in the catalogue. */
export declare const definitions: Readonly<Record<string, () => Promise<unknown>>>;
