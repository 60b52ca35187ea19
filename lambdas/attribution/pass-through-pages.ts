import { fitsReferrer } from './address-pattern.ts';
import { ofDomain } from './hosts.ts';

/** Payment services and wallets. */
const payments = `
  paypal.com paypalobjects.com venmo.com braintreegateway.com braintree-api.com stripe.com klarna.com klarna.net
  sofort.com adyen.com adyenpayments.com mollie.com mollie.nl worldpay.com afterpay.com clearpay.co.uk clearpay.com
  affirm.com sezzle.com zip.co quadpay.com laybuy.com scalapay.com alma.eu getalma.eu oney.io oney.fr billie.io
  ratepay.com tabby.ai tamara.co squareup.com square.link cash.app authorize.net cybersource.com checkout.com
  payments.amazon.com pay.amazon.com payments.google.com pay.google.com shop.app checkout.shopify.com
  pay.shopify.com payu.com payu.in payulatam.com przelewy24.pl tpay.com paynow.pl imoje.pl autopay.com paypo.pl
  dotpay.pl blue-media.pl payone.com computop-paygate.com wirecard.com saferpay.com datatrans.com datatrans.ch
  postfinance.ch twint.ch concardis.com novalnet.de unzer.com heidelpay.com micropayment.de giropay.de paydirekt.de
  wero-wallet.eu eps-ueberweisung.at qenta.com ideal.nl multisafepay.com buckaroo.nl pay.nl icepay.com
  docdatapayments.com bancontact.com payconiq.com ogone.com worldline.com worldline-solutions.com ingenico.com
  sips-services.com sips-atos.com paybox.com up2pay.com lyra.com payzen.eu systempay.fr monetico-services.com
  hipay-tpp.com payplug.com stancer.com redsys.es sermepa.es bizum.es nexi.it satispay.com axerve.com gestpay.it
  easypay.pt ifthenpay.com nets.eu netaxept.com quickpay.net epay.dk mobilepay.dk vipps.no swish.nu trustly.com
  trustly.net paytrail.com checkout.fi svea.com walley.se collector.se qliro.com dibspayment.eu dibspayment.com
  gopay.com gopay.cz comgate.cz thepay.cz barion.com simplepay.hu netopia-payments.com mobilpay.ro opayo.eu
  opayo.co.uk sagepay.com gocardless.com truelayer.com paddle.com fastspring.com 2checkout.com bluesnap.com
  globalpayments.com realexpayments.com elavon.com convergepay.com moneris.com bambora.com helcim.com nmi.com
  payeezy.com firstdata.com skrill.com neteller.com paysafe.com paysafecard.com payoneer.com eway.com.au
  ewaypayments.com securepay.com.au windcave.com paymentexpress.com polipayments.com mercadopago.com
  mercadopago.com.br mercadopago.com.ar mercadopago.com.mx pagseguro.uol.com.br pagbank.com.br ebanx.com
  razorpay.com paytm.in phonepe.com ccavenue.com billdesk.com cashfree.com instamojo.com alipay.com
  pay.weixin.qq.com unionpay.com 95516.com pay.line.me paypay.ne.jp gmo-pg.com xendit.co midtrans.com omise.co
  2c2p.com iyzico.com paytr.com payfast.co.za paystack.com flutterwave.com yookassa.ru yoomoney.ru robokassa.ru
  robokassa.com securepay.tinkoff.ru securepayments.tinkoff.ru securepayments.tbank.ru cloudpayments.ru payanyway.ru
  unitpay.ru payment.alfabank.ru securepayments.sberbank.ru qr.nspk.ru pay.yandex.ru liqpay.ua wayforpay.com fondy.eu portmone.com
  coinbase.com bitpay.com coingate.com
`;

/** Where banks ask whether it is really you (3-D Secure), and banks at which one pays directly. */
const banks = `
  arcot.com cardinalcommerce.com cardinaltrusted.com securesuite.net securesuite.co.uk 3dsecure.io 3dsecure.no
  rsa3dsauth.com rsa3dsauth.co.uk 3ds.ru acs.sberbank.ru modirum.com gpayments.net verifiedbyvisa.com
  sicher-bezahlen.de monext.fr wlp-acs.com netcetera.com 3dsecure.az ideal.ing.nl ideal.abnamro.nl ideal.rabobank.nl
  betalen.rabobank.nl ideal.snsbank.nl ideal.asnbank.nl ideal.regiobank.nl ideal.knab.nl ideal.bunq.com
  ideal.triodos.nl bankieren.triodos.nl tx.ideal.nl
`;

/** Sign-in. */
const signIn = `
  accounts.google.com accounts.youtube.com appleid.apple.com idmsa.apple.com account.apple.com
  login.microsoftonline.com login.live.com login.windows.net b2clogin.com ciamlogin.com auth0.com okta.com
  oktapreview.com okta-emea.com onelogin.com amazoncognito.com login.salesforce.com pingidentity.com pingone.com
  pingone.eu clerk.accounts.dev accounts.shopify.com login.yahoo.com oauth.yandex.ru oauth.yandex.com
  passport.yandex.ru passport.yandex.com id.vk.com id.vk.ru oauth.vk.com oauth.telegram.org api.twitter.com
  access.line.me kauth.kakao.com nid.naver.com esia.gosuslugi.ru id.sber.ru id.tinkoff.ru id.tbank.ru bankid.com
  bankid.no criipto.id signicat.com mitid.dk nemlog-in.dk digid.nl itsme.be franceconnect.gouv.fr login.gov id.me
  verimi.de
`;

/** On hosts that send visitors as well; browsers tell the path only to some. */
const pages = `
  facebook.com/dialog/oauth facebook.com/*/dialog/oauth facebook.com/login* linkedin.com/oauth/* linkedin.com/uas/*
  github.com/login/* x.com/i/oauth2/* x.com/oauth/* twitter.com/i/oauth2/* twitter.com/oauth/* amazon.com/ap/*
  shopify.com/authentication/* discord.com/oauth2/* tiktok.com/auth/*
`;

let known: ReadonlyMap<string, true> | undefined;

/**
 * Whether the visitor was there only to pay or to sign in, and comes back: such pages sent nobody, so the source before stays. Domains
 * mean their subdomains, too. Put together on 29 Nov 2026 by the services' own domains, and by what people list as "unwanted
 * referrals" in Google Analytics (support.google.com/analytics/answer/10327750). Who sends visitors as well is listed by the hosts of
 * those pages alone.
 */
export function isPassThrough(host: string, address: string): boolean {
  known ??= new Map([payments, banks, signIn].flatMap(listed).map((domain) => [domain, true]));
  return ofDomain(known, host) ?? listed(pages).some((pattern) => fitsReferrer(pattern, address));
}

function listed(list: string): string[] {
  return list.trim().split(/\s+/);
}
