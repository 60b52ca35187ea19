/** All parameters that the API reads of an address, as a part of a regular expression. Written by `npm run parameter-names`. */
export const parameterNames =
  'utm_source|utm_medium|utm_campaign|utm_id|utm_term|utm_content|gad_source|gad_campaignid|srsltid|gclid|gbraid|wbraid|dclid|msclkid|ttclid|yclid|ymclid|li_fat_id|twclid|rdt_cid|sccid|oppref|qclid|ndclid|rb_clickid|tblci|dicbo|irclickid|fbclid|epik';
