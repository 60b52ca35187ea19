import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { carrierRoutes, env, metric } from '../../../lambdas/platform/names.ts';
import { addLookupAlarms } from '../calls/lookup-alarms.ts';
import { HandlerFunction } from '../function.ts';
import { allowSecrets, secretPrefix } from '../given-secrets.ts';
import { countedBy } from '../operations/monitoring.ts';
import { allowMatching } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

export interface CarrierApiSettings extends ApiSettings {
  /** Scheme and host that carriers call; some sign them. */
  readonly publicUrl: string;
}

/** The requests of carriers that have accounts: what became of calls, and where one shall go while it rings. */
export class CarrierApi extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, settings: CarrierApiSettings) {
    super(scope, id);
    const { api, storage, secrets, work, publicUrl, monitoring, logRetention } = settings;
    this.handler = new HandlerFunction(this, 'Carriers', {
      handler: 'carriers',
      errorImpact:
        'Carriers with an account get no answer: their calls go the way that the carrier has by itself, and are known late, or not at all if it does not send again.',
      memorySize: 1024, // buys processor time: a caller waits for this function, also at its cold start
      timeout: Duration.seconds(10),
      monitoring,
      logRetention,
      environment: {
        [env.workQueueUrl]: work.queue.queueUrl,
        [env.publicUrl]: publicUrl,
        [env.carrierSecretPrefix]: secretPrefix(this, 'carrier'),
      },
    });
    allowMatching(this.handler, storage, secrets);
    allowSecrets(this.handler, 'carrier', ['GetSecretValue']);
    work.queue.grant(this.handler, 'sqs:SendMessage');
    addLookupAlarms(this.handler, monitoring);
    monitoring.addAlarm(this.handler, 'RefusedAlarm', {
      metric: countedBy(this.handler, metric.webhooksRefused),
      impact:
        'What comes in the name of a carrier account is refused: its calls are missing, or somebody tries to forge some.',
      runbook: 'carrier-webhooks-refused',
    });
    monitoring.addAlarm(this.handler, 'MalformedAlarm', {
      metric: countedBy(this.handler, metric.webhooksMalformed),
      impact: 'A carrier signs messages that cannot be read: its calls are missing or incomplete.',
      runbook: 'carrier-webhooks-malformed',
    });
    api.addRoutes(this.handler, carrierRoutes);
  }
}
