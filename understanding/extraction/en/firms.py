"""Firms everybody knows by one name, which says nothing of a company by itself; a capital is sign enough."""

_NAMES = (
    "accenture adidas adobe adp adyen ahold airbnb airbus aldi alibaba alstom amazon amd amgen anthropic aon apple arm "
    "asana asos astrazeneca atlassian att autodesk aviva axa baidu barclays basf bayer bechtel bentley bloomberg "
    "bmw bnp boeing bosch bp "
    "braintree brex bridgestone broadcom bytedance byd canon canva capgemini cargill carrefour caterpillar cellnex "
    "celonis centrica "
    "chevron cisco citi citibank citigroup citrix cloudera cloudflare cognizant colgate comcast commerzbank "
    "confluent continental "
    "corning costco coursera coupang cummins daimler danone databricks datadog dell deloitte deutsche_bank "
    "deutsche_bahn dhl diageo "
    "discord dji docusign dropbox dupont ebay edf elastic electrolux emerson enel engie eni epam ericsson etsy "
    "expedia exxon "
    "exxonmobil facebook fedex ferrari figma flipkart ford foxconn freshworks fujitsu generali gitlab github "
    "glencore gojek goldman "
    "goldman_sachs google grab groupon gsk heineken heinz hellofresh henkel hermes hilton hitachi holcim honda "
    "honeywell hp hsbc huawei "
    "hubspot hyatt hyundai ibm ikea infineon infosys ing instacart intel intuit jpmorgan john_deere kaspersky "
    "kellogg kering kia "
    "klarna kpmg kraft kyndryl lazada leroy_merlin lenovo lg lidl linkedin lockheed logitech loreal l'oréal "
    "lufthansa lvmh lyft maersk "
    "mailchimp marriott mastercard mattel mcdonald's mcdonalds mckinsey medtronic mercadolibre mercedes merck "
    "microsoft michelin "
    "miro mitsubishi mongodb monzo motorola n26 nasdaq natwest nestle nestlé netapp netflix netsuite nike nikon "
    "nintendo nissan nokia "
    "northrop novartis novo_nordisk nubank nutanix nvidia okta oneplus openai oracle orange otto palantir "
    "palo_alto_networks "
    "panasonic patagonia paypal payoneer peloton pepsi pepsico petrobras peugeot pfizer philips pinduoduo pinterest "
    "pirelli plaid "
    "porsche procter prosus puma pwc qualcomm rakuten ramp randstad raytheon reddit renault revolut ricoh rippling "
    "roche rolls-royce "
    "rwe ryanair sage saint-gobain salesforce salesloft samsung sandvik sanofi santander sap sas saudi_aramco "
    "aramco scania schlumberger "
    "schneider_electric sephora servicenow shein shell shopify siemens sk_hynix skanska skype slack snapchat "
    "snowflake sodexo softbank "
    "sony spacex splunk spotify square starbucks stellantis stripe suse suzuki swisscom syngenta tableau target "
    "tata tcs telefonica "
    "telstra temu tencent tesco tesla texas_instruments thales thyssenkrupp tiktok toshiba total totalenergies "
    "toyota toast trello "
    "tripadvisor tsmc twilio twitter uber ubs unilever unicredit uniqlo ups vale veolia verizon vestas vinci virgin "
    "visa vmware "
    "vodafone volkswagen vw volvo walmart wayfair wework wells_fargo westpac whatsapp wipro workday xerox xiaomi "
    "yahoo yamaha yandex "
    "zalando zapier zara zendesk zillow zoho zoom zoominfo zurich_insurance zynga bytedance meituan jd 3m h&m m&s "
    "b&q p&g at&t"
)
FIRMS = frozenset(name.replace("_", " ") for name in _NAMES.split())
# Words besides: a firm only where something around them says so.
ALSO_WORDS = frozenset(
    "apple arm asana ramp brex continental elastic ford generali grab hermes intel intuit miro monzo ing otto "
    "orange oracle "
    "sage shell slack skype square stripe target total toast vale vinci virgin visa zoom whatsapp linkedin google "
    "facebook twitter plaid corning mercedes bentley merck sas puma dell salesloft kraft henkel heinz hilton emerson "
    "bosch cummins kellogg procter porsche yahoo jd ups".split()
)


def is_firm(name: str) -> bool:
    """Whether a name, as written, is a well-known firm's and nothing else's."""
    return name.lower() in FIRMS


def is_surely_firm(name: str) -> bool:
    return is_firm(name) and name.lower() not in ALSO_WORDS
