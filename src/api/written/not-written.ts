/** The database is not told how to write the answer: resolvers make it. */
export class NotWritten extends Error {}

/** This time resolvers make the answer: an argument is given that is refused, or that nothing here understands. */
export class NotNow extends Error {}
