import http from 'node:http';
import https from 'node:https';

/**
 * Node's own HTTP as axios wants it (its option `transport`), telling when a connection stands: from then on bytes of the request
 * may have left, before it none has. Redirects are not followed: they would carry our credentials elsewhere.
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
 * For requests that change something: a connection of their own. A kept one may have been closed by the other side in the same
 * moment, and then nobody could say whether the request was carried out.
 */
export const ownConnection = {
  httpAgent: new http.Agent({ keepAlive: false }),
  httpsAgent: new https.Agent({ keepAlive: false }),
};
