/**
 * CloudFront function, at each request for a web page: a bucket knows no index pages.
 * Runs in CloudFront's own JavaScript, so in plain old words.
 */
// oxlint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  if (request.uri === '/' || request.uri === '/dashboard') {
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/dashboard/' } } };
  }
  if (request.uri.charAt(request.uri.length - 1) === '/') request.uri += 'index.html';
  return request;
}
