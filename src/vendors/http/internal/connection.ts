import http from 'node:http';
import https from 'node:https';

/**
 * Node's own HTTP in the form that axios wants (its option `transport`). Reports when a connection is made: before
 * that, no byte of the request has been sent; after it, some may have been. Redirects are not followed: they would take
 * our credentials elsewhere.
 */
export const watchedTransport = (connected: () => void) => ({
  request(options: https.RequestOptions, respond: (answer: http.IncomingMessage) => void): http.ClientRequest {
    const secure = options.protocol === 'https:';
    const request = (secure ? https : http).request(options, respond);
    request.once('socket', (socket) => {
      if (!socket.connecting) connected();
      else socket.once(secure ? 'secureConnect' : 'connect', connected);
    });
    return request;
  },
});

/**
 * Requests that change something use a new connection each. The other side may close a reused connection at the same
 * moment, and then nobody could say whether the request was carried out.
 */
export const ownConnection = {
  httpAgent: new http.Agent({ keepAlive: false }),
  httpsAgent: new https.Agent({ keepAlive: false }),
};
