import path from 'node:path';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as z from 'zod';
import {
  assistantRoutes,
  callLinkGatewayRoutes,
  callPictureRoutes,
  originHeader,
  outcomeRoutes,
  pageRoutes,
  pictureParameters,
} from '../../../lambdas/platform/names.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { Domain } from './domain.ts';

/**
 * All that the calls of pages are told of a viewer. CloudFront takes ten headers at most, and adds those of its own to no
 * policy that lets the key of the management calls pass as well; hence one policy for each kind of call.
 */
const pageCallHeaders = [
  'Origin',
  'User-Agent',
  'Content-Type',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'CloudFront-Viewer-Address',
  'CloudFront-Viewer-Country',
  'CloudFront-Viewer-Country-Region',
  'CloudFront-Viewer-City',
];

/**
 * The errors that CloudFront keeps for ten seconds, unless it is told otherwise, even where nothing else is cached: a call that was not
 * there yet, or a server error, would be answered again to whoever asks next.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const cachedErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

export interface EdgeSettings {
  /** Host name of the API, without scheme. */
  readonly apiDomainName: string;
  /** Shown to the API with every call of a page. */
  readonly originSecret: Secret;
  /** The user's own names; without any, CloudFront's own is the address. */
  readonly domain?: Pick<Domain, 'names' | 'certificateArn'> | undefined;
}

/** CDK's bucket does not fit CDK's interface of it where an optional field may not be `undefined`. */
const bucketInterface = z.custom<IBucket>((value) => value instanceof Bucket);

/** The one address of the product: tracker and dashboard from a private bucket, `/v1/*` and `/mcp` from the API. */
export class Edge extends Construct {
  readonly distribution: Distribution;
  /** Holds what browsers load; empty until `WebPages` fills it. */
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { apiDomainName, originSecret, domain }: EdgeSettings) {
    super(scope, id);
    this.bucket = bucketInterface.parse(
      new Bucket(this, 'Pages', {
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        encryption: BucketEncryption.S3_MANAGED,
        enforceSSL: true,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    );
    // CloudFront's names count in the whole account, in every region.
    const name = `${Stack.of(this).stackName}-${Stack.of(this).region}`;
    const originAccessControl = new S3OriginAccessControl(this, 'Access', { originAccessControlName: name });
    const headers: ResponseSecurityHeadersBehavior = {
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    };
    const securityHeadersBehavior = { ...headers, contentSecurityPolicy: { contentSecurityPolicy, override: true } };
    const responseHeadersPolicy = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: name,
      securityHeadersBehavior,
    });
    const fileHeadersPolicy = new ResponseHeadersPolicy(this, 'FileHeaders', {
      responseHeadersPolicyName: `${name}-files`,
      securityHeadersBehavior,
      // `t.js` imports the part behind it into pages of any origin; browsers import no file that does not say that they may.
      corsBehavior: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowOrigins: ['*'],
        originOverride: true,
      },
      // Nor do pages that isolate themselves (`Cross-Origin-Embedder-Policy`) load a script that does not say so.
      customHeadersBehavior: {
        customHeaders: [{ header: 'cross-origin-resource-policy', value: 'cross-origin', override: true }],
      },
    });
    const indexRewrite = new EdgeFunction(this, 'IndexRewrite', {
      code: FunctionCode.fromFile({ filePath: path.join(import.meta.dirname, 'index-rewrite.js') }),
      runtime: FunctionRuntime.JS_2_0,
    });
    const api: BehaviorOptions = {
      origin: new HttpOrigin(apiDomainName),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY, // a key or token must not even be sent in clear and redirected
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      responseHeadersPolicy,
    };
    const keyCall = { ...api, originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER };
    const pageCall: BehaviorOptions = {
      ...api,
      // Only the functions of these calls know the secret, and believe what is said of the viewer with it.
      origin: new HttpOrigin(apiDomainName, {
        customHeaders: { [originHeader]: originSecret.secretValue.unsafeUnwrap() }, // a reference; CloudFormation puts the value in
      }),
      originRequestPolicy: new OriginRequestPolicy(this, 'PageCalls', {
        originRequestPolicyName: `${name}-page-calls`,
        comment: 'What the calls of pages tell of the viewer; no cookies, no query',
        headerBehavior: OriginRequestHeaderBehavior.allowList(...pageCallHeaders),
      }),
    };
    const linkHeaders = new ResponseHeadersPolicy(this, 'OutcomeHeaders', {
      // Pages of their own: what they load and send, they say themselves.
      responseHeadersPolicyName: `${name}-outcome`,
      securityHeadersBehavior: headers,
    });
    const outcomePage: BehaviorOptions = {
      ...api,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: linkHeaders,
    };
    const callLink: BehaviorOptions = { ...pageCall, responseHeadersPolicy: linkHeaders };
    const { originRequestPolicy: _, ...picture } = callLink;
    const callPicture: BehaviorOptions = {
      ...picture,
      // Mails are opened by many programs, and again and again: a picture is kept as long as it says itself.
      cachePolicy: new CachePolicy(this, 'CallPictures', {
        cachePolicyName: `${name}-call-pictures`,
        comment: 'Pictures of numbers in mails, as long as they say; each by what it shall look like',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.days(365),
        queryStringBehavior: CacheQueryStringBehavior.allowList(...pictureParameters),
      }),
    };
    this.distribution = new Distribution(this, 'Distribution', {
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(domain && {
        domainNames: [...domain.names],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED, // keeps a file as long as the file's cache-control says
        responseHeadersPolicy: fileHeadersPolicy,
        functionAssociations: [{ function: indexRewrite, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        ...Object.fromEntries(pathsOf(pageRoutes).map((pattern) => [pattern, pageCall])), // the first that fits counts
        ...Object.fromEntries(pathsOf(callPictureRoutes).map((pattern) => [pattern, callPicture])),
        ...Object.fromEntries(pathsOf(callLinkGatewayRoutes).map((pattern) => [pattern, callLink])),
        ...Object.fromEntries(pathsOf(outcomeRoutes).map((pattern) => [pattern, outcomePage])),
        ...Object.fromEntries([...pathsOf(assistantRoutes), '/v1/*'].map((pattern) => [pattern, keyCall])),
      },
      errorResponses: cachedErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    const noRequestLog =
      'A log of requests would keep addresses of people; the files are public, and the API has a log that says nothing about people.';
    Validations.of(this.bucket).acknowledge({ id: 'AwsSolutions-S1', reason: noRequestLog });
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Visitors come from any country.' },
      {
        id: 'AwsSolutions-CFR2',
        reason: 'A firewall costs more than the rest of a small installation; its owner can attach one.',
      },
      { id: 'AwsSolutions-CFR3', reason: noRequestLog },
    );
    if (domain === undefined) {
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        reason: "CloudFront's own certificate decides the TLS versions until a domain is attached.",
      });
    }
  }
}

/** As patterns of CloudFront. */
function pathsOf(routes: readonly string[]): string[] {
  return [...new Set(routes.map((route) => route.replace(/^\S+ /, '').replaceAll(/\{[^}]+\}/g, '*')))];
}
