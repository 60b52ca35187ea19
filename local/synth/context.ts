const instance = 'arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-4000-8000-000000000000';

/** The deployment settings of the local run: an instance of Amazon Connect that does not exist, so that all of the stack is there. */
export const localContext: Readonly<Record<string, string>> = {
  connectInstanceArn: instance,
  defaultQueueArn: `${instance}/queue/00000000-0000-4000-8000-000000000001`,
  emailFrom: 'leaseline@demo.example',
};
