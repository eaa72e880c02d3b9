/**
 * Ends the messages of a trial. Closing the port would not do: a waiting piscina worker blocks its event loop, and
 * with it the port's closing.
 */
export const LAST_MESSAGE = 'last';
