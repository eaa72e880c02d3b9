/**
 * Marks the end of a trial's messages. Closing the port is not enough: a waiting piscina worker blocks its
 * event loop, and with it the closing of the port.
 */
export const LAST_MESSAGE = 'last';
