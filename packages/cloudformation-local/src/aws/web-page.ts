import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';

/** What browsers add to requests and AWS clients never send. */
const ofBrowsers = ['origin', 'sec-fetch-site', 'sec-fetch-dest', 'sec-fetch-user', 'access-control-request-method'];

/**
 * Whether a browser made the request, for whatever page. A page of the internet may send simple requests to any address of this
 * machine without being asked, and AWS's own signatures are not checked here.
 */
export function isFromWebPage(headers: IncomingHttpHeaders): boolean {
  if (ofBrowsers.some((name) => headers[name] !== undefined)) return true;
  // `cors` alone is what Node's own fetch says of itself.
  const mode = headers['sec-fetch-mode'];
  return mode !== undefined && mode !== 'cors';
}

/** Whether a `Host` header names this machine by a name that cannot be made to mean another one (DNS rebinding). */
export function isLoopbackHost(host: string): boolean {
  return /^(([\w-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** Makes an emulator's server answer 403 to what browsers send, before its own code sees the request. */
export function refuseWebPages(server: Server): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isFromWebPage(request.headers) || !isLoopbackHost(request.headers.host ?? '')) {
      response.writeHead(403, { connection: 'close' }).end();
      return;
    }
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}
