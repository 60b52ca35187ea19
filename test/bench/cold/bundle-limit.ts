/** The largest bundle of the function that gives numbers to pages: hardly more than it had when its load time was measured. */
export const mostBundleBytes = 324_500;
