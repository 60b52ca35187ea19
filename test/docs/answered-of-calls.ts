/** What `openapi-call-answers.test.ts` has answered; all else is in `openapi-answers.test.ts`. */
export const answeredOfCalls: readonly string[] = [
  'GET /v1/sites/{site}/callers 200',
  'PUT /v1/sites/{site}/callers/{number} 200',
  'PUT /v1/sites/{site}/callers/{number} 409',
  'DELETE /v1/sites/{site}/callers/{number} 204',
  'POST /v1/routes/explain 200',
  'POST /v1/calls/import 202',
  'POST /v1/calls/import 409',
  'GET /v1/calls/{call}/journey 200',
  'GET /v1/calls/{call}/journey 409',
  'POST /v1/rematches 200',
  'GET /v1/calls/{call}/transcript 200',
  'GET /v1/calls/{call}/transcript 409',
  'GET /v1/calls/{call}/recording 200',
  'GET /v1/calls/{call}/recording 409',
  'GET /v1/calls/{call}/recording 410',
  'GET /v1/reports/conversations 200',
];
