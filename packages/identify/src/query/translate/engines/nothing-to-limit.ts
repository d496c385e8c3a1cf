/** For databases whose limits are set beside the search, not in it. */
export const nothingToLimit = (): undefined => undefined;
