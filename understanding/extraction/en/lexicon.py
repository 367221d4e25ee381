"""Words that make a name a company's or a person's, and words that are no name at all."""

from collections.abc import Sequence

from understanding.extraction.en.given import is_given

_LEGAL = set(
    "s.a.b c.v s.a.p.i a/s k/s i/s hf q.p.s.c t.a.s aktiengesellschaft trust ltd limited inc "
    "incorporated llc llp lp plc corp corporation co company gmbh ag kg kgaa "
    "se sa sas sarl spa srl bv nv ab asa as oy oyj aps pty pte bhd sdn tbk pt kk "
    "holdings holding group publ pbc cv ltda s.a n.v b.v s.p.a s.r.l a.s co.,ltd sro doo "
    "eood kft zrt ug ohg mbh lda".split()
)
_FIELDS = set(
    "gear outdoor outdoors "
    "technologies technology tech software systems system solutions services service "
    "consulting partners capital ventures bank bancorp financial finance insurance energy "
    "power electric "
    "electronics semiconductor semiconductors pharma pharmaceuticals pharmaceutical biotech "
    "biosciences medical health healthcare laboratories labs lab foods food beverages "
    "logistics shipping "
    "airlines airways motors motor automotive auto steel metals mining exploration minerals mineral "
    "resources oil gas petroleum chemical chemicals materials industries industrial industry "
    "manufacturing mfg "
    "engineering construction properties property realty estate reit development "
    "developments investments investment trust fund media communications telecom "
    "telecommunications networks network "
    "wireless digital data cloud robotics aerospace defense defence security international "
    "global worldwide enterprises enterprise brothers bros sons associates agency studio "
    "studios design "
    "entertainment games gaming hotel hotels resort resorts restaurants retail stores store "
    "outlet centers centre center markets market trading traders export exports textiles "
    "textile apparel "
    "fashion cosmetics paper packaging plastics rubber glass cement wood timber farms "
    "agriculture agro water environmental environment protection renewables solar wind "
    "utilities university college "
    "institute school hospital clinic ministry department council authority association "
    "foundation society club league federation equity acquisition bancshares therapeutics "
    "sciences science "
    "instruments precision machinery machine tools equipment devices optical optoelectronics "
    "photonics display displays battery batteries vision sports fitness travel tours express "
    "freight "
    "transport transportation marine maritime rail railway railways construction builders "
    "building homes housing interactive publishing press news broadcasting television films "
    "pictures music "
    "analytics intelligence computing computer computers information infotech net web "
    "internet online mobile innovations innovation ventures products brands consumer goods "
    "supply supplies "
    "factory works mills mill brewery brewing distillers wines spirits tobacco coffee tea "
    "sugar dairy seafood fisheries meat poultry biologics genomics diagnostics imaging "
    "dental surgical "
    "lojistik logistik logistica logística alimentos alimentari tecnologia tecnología tecnologías sistemas servicios "
    "serviços servizi industria industrias indústria indústrias comercio comércio maschinenbau technik werke werk "
    "handel "
    "immobilien versicherung versicherungen energie énergie energía energia systèmes systeme conseil assurances banque "
    "banco banca ticaret sanayi inşaat gıda tekstil makina makine elektrik kimya turizm kosmetik textil farmaceutica "
    "farmacéutica constructora construcciones transportes tessile moda vini bau stahl metall papier druck verlag möbel "
    "bank'ı hospitality catering bakery dairy packers robotic automation electronic optics biotechnology nutrition "
    "architects architecture realtors surveying staffing recruiting accounting accountants notary dentistry "
    "orthopedics "
    "veterinary nursery academy preschool montessori library museum theatre theater winery orchard bistro cafe café "
    "deli "
    "pizzeria grill kitchen catering garage plumbing roofing landscaping carpets furniture lighting ceramics jewelers "
    "optometry pediatrics cardiology oncology radiology charter "
    "corporate commercial mutual savings credit leasing securities brokers exchange payments "
    "pay wealth advisors advisory asset assets management managers audit legal law attorneys".split()
)
# After these a name can only go on with another legal form.
_LAST = set(
    "ltd limited inc incorporated llc llp plc gmbh ag kg corp corporation nv bv asa oyj oy "
    "ab spa srl tbk bhd pty kk s.a n.v b.v s.p.a a.s co.,ltd zrt publ".split()
)
EVENTS = frozenset(
    "summit expo conference fair forum congress convention symposium meetup webinar hackathon gala".split()
)
INSTITUTIONS = {
    "dept",
    "county",
    "court",
    "embassy",
    "chamber",
    "port",
    "office",
    "town",
    "academy",
    "museum",
    "federation",
    "company",
    "bank",
    "university",
    "institute",
    "ministry",
    "department",
    "school",
    "college",
    "council",
    "board",
    "association",
    "society",
    "hospital",
    "republic",
    "city",
    "state",
}
ABBREVIATIONS = {
    "lda.",
    "ltda.",
    "s.r.o.",
    "ltd.",
    "inc.",
    "corp.",
    "bhd.",
    "pty.",
    "pte.",
    "s.a.",
    "n.v.",
    "b.v.",
    "a.s.",
    "s.p.a.",
    "s.r.l.",
    "l.p.",
    "p.c.",
    "d.o.o.",
    "z.o.o.",
    "ind.",
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "prof.",
    "st.",
    "mt.",
    "jr.",
    "sr.",
    "mfg.",
    "intl.",
    "bros.",
    "co.",
    "no.",
}
GLUE = {
    "of",
    "and",
    "de",
    "du",
    "der",
    "den",
    "van",
    "von",
    "zu",
    "la",
    "le",
    "da",
    "dos",
    "di",
    "del",
    "bin",
    "binti",
    "bint",
    "ibn",
    "al",
    "el",
    "y",
    "ve",
    "e",
    "und",
    "et",
    "og",
    "och",
    "the",
    "for",
    "ter",
    "ten",
    "des",
    "do",
    "das",
}
PARTICLES = GLUE - {"of", "and", "the", "for"}
HONORIFIC = (
    r"(?i:(mr|mrs|ms|miss|dr|prof|professor|herr|frau|mme|mlle|monsieur|madame|sir|señor|señora|senor|senora|sr|sra|"
    r"signor|signora|dott|ing|eng|hon|rev|capt|captain|dipl\.-ing)\.? )"
)
# Ordinary words that may follow a first name typed in lower case.
PLAIN = set(
    "on in at by about re regarding again asap now later soon back with for to from of and "
    "or but the a an this next that his her their mon tue wed thu fri sat sun monday tuesday "
    "wednesday thursday friday "
    "saturday sunday tomorrow today tonight tmr tmrw noon midnight morning afternoon evening "
    "if when because who which says said wants asked is was has had will would called around "
    "before after until "
    "home work lunch dinner once twice please pls thanks regards work office".split()
)
# Words of titles and labels: a run of nothing else is nobody's name.
ROLE_WORDS = set(
    "export import ops eng dev mgr dir rep exec responsable achats einkauf einkaufsleiter einkaufsleiterin leiter "
    "leiterin "
    "geschäftsführer "
    "geschäftsführerin vertrieb directeur directrice jefe compras gerente diretor diretora comercial commerciale "
    "purchaser "
    "cordialement saludos cordiales atentamente grüße grüßen mfg obrigado obrigada merci gracias danke regards "
    "respectfully yours "
    "ceo cto cfo coo cmo cio vp svp evp md gm manager director head officer president chief executive senior junior "
    "regional "
    "national global international area account accounts key sales marketing procurement purchasing operations "
    "business development "
    "engineer engineering technical technology it product project program general deputy assistant associate vice "
    "lead buyer "
    "consultant analyst specialist coordinator administrator representative agent founder co-founder cofounder "
    "owner partner "
    "managing commercial customer success support service services supply chain logistics quality finance financial "
    "hr human "
    "resources legal counsel secretary office cell mobile phone tel fax email mail web website direct address of "
    "and for the "
    "api apis sdk ui ux roi mvp ip url faq etl sso vat gst tco arr mrr tcv acv ytd qbr sme smb b2b b2c oem odm pcb "
    "led ai ml bi "
    "digital innovation growth strategy talent people communications pr brand content partnerships alliances purchase "
    "seo cms lms wms mes plm pos gps usb cad cnc hvac iot vpn aws ios sql csv xml json html gdpr iso soc kyc aml "
    "ipo nps okr kpi soc2 hipaa pci iso27001 iso9001 sox ccpa w-9 w9 w-8 o365 m365 mfa 2fa 4g 5g 3d 4k 24/7 covid "
    "ppt doc docs excel word powerpoint pdf zip regards best kind cheers thanks sincerely subject from to cc bcc "
    "date sent".split()
)
HONORIFICS = {
    "señor",
    "señora",
    "senor",
    "senora",
    "monsieur",
    "madame",
    "signor",
    "signora",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "madam",
    "herr",
    "frau",
    "mme",
    "mlle",
    "sr",
    "sra",
}
# Never part of a name, wherever they stand.
NEVER = set(
    "i i'm i'll i've i'd monday tuesday wednesday thursday friday saturday sunday "
    "march usd eur gbp cny rmb ceo "
    "cto cfo coo cmo cio "
    "vp svp evp hr it crm erp saas poc rfp rfq rfi nda sow msa po sla kpi q1 q2 q3 q4 asap "
    "eod eow eom fyi btw tbd tbc ok pdf demo am pm todo re fw fwd cc pls tel fax iphone ipad "
    "android".split()
)
# Common words that begin sentences with a capital and are no names there.
COMMON = set(
    "idea heads psa action agenda status summary minutes feedback news recap topic subject "
    "warning info question task done wip plan goal result results "
    "is am isn't aren't wasn't can't won't there's here's who's what's "
    "a an the this that these those he she it they we you his her its their our my your me "
    "him them us and or but so if when while because as at by for from in into of off on "
    "onto out over to up with "
    "about after again all also any are be been before being below between both can could "
    "did do does doing done down during each few had has have having how just more most no "
    "nor not now only other "
    "own same should some such than then there through too under until very was were what "
    "where which who whom why will would yes please pls thanks thank hi hello hey dear ok "
    "okay sure great good "
    "nice new next last first second today tomorrow yesterday tonight morning afternoon "
    "evening week month year call called calling meet met meeting met spoke speak talk "
    "talked email emailed mail "
    "text texted ping send sent sending quote quoted visit visited remind reminder follow "
    "followed lunch coffee dinner had have got get getting saw see seen lead contact "
    "prospect customer client "
    "company deal note memo log add added assign move moved set lost won signed closed "
    "budget price amount offer proposal contract order invoice phone mobile tel email wants "
    "want needs need asked ask "
    "asks says said told tell think thinks maybe perhaps also still already currently "
    "regarding re update updated interested decision deadline due urgent important fyi btw "
    "demo trial pilot check "
    "checked chase confirm confirmed discuss discussed schedule scheduled book booked "
    "prepare prepared waiting wait reply replied answer intro introduced forwarded forward "
    "show list find give make "
    "made take took let lets went going come came buyer manager director head sales "
    "procurement purchasing engineer founder owner partner consultant assistant chief "
    "officer president vice lead senior "
    "junior account marketing product project office team address name fax web website "
    "number order issue problem question annual renewal seats users licenses support "
    "everything nothing someone everyone "
    "great quick short long big small best kind regards cheers sincerely best wishes sorry "
    "no yes lol haha wow hmm spoke just finally actually really however therefore thus hence "
    "once twice never "
    "always often sometimes usually step steps contract po pipeline forecast stage qualified "
    "negotiation discovery per via within without about around since till until during "
    "against among across "
    "post pre non anti multi cross self half full part total net gross early late mid end "
    "start begin near far here there everywhere nobody none many much little less least "
    "several enough "
    "happy sad sick busy free available out away back home work remote onsite online offline "
    "live hot cold warm fresh key main major minor possible potential existing current "
    "former old young "
    "pick picked drop dropped push pushed pull pulled hold held keep kept leave left stay "
    "stayed start started stop stopped begin began try tried use used buy bought sell sold "
    "pay paid "
    "ship shipped deliver delivered order ordered build built open opened close lose win "
    "sign review reviewed approve approved reject rejected cancel cancelled postpone "
    "postponed reschedule "
    "interested looking hoping planning trying expecting considering comparing evaluating "
    "testing running working".split()
)


def _clean(word: str) -> str:
    return word.lower().rstrip(".,").removesuffix("'s")


def is_legal_form(word: str) -> bool:
    return _clean(word) in _LEGAL or _clean(word).replace(".", "") in _LEGAL


def is_last_form(word: str) -> bool:
    return _clean(word) in _LAST


def is_company_word(word: str) -> bool:
    return is_legal_form(word) or _clean(word) in _FIELDS


_ENDINGS = tuple(
    "systems soft tech tek corp labs bank ware media pharma .com dyne tronics works net gas energy chem group".split()
)


def company_score(words: Sequence[str]) -> int:
    """How much the words themselves look like a company: a legal form or a field of business, digits, odd capitals."""
    score = 0
    if len(words) > 2 and words[1] == "of" and _clean(words[0]) in INSTITUTIONS:
        score += 4  # City of Porto, Bank of Ireland
    for place, word in enumerate(words):
        if is_legal_form(word) and (place or len(words) > 1):
            score += 4
        elif (
            (len(word) > 6 and _clean(word).endswith(_ENDINGS))
            or (_clean(word) in _FIELDS and len(words) > 1)
            or word == "&"
            or any(char.isdigit() for char in word)
        ):
            score += 2
        elif len(word) > 3 and word.isupper():
            score += 1
    return score


def person_score(words: Sequence[str]) -> int:
    """How much the words themselves look like a person."""
    score = 0
    if _clean(words[0]) in HONORIFICS:
        score += 5
    if is_given(_clean(words[0])) and len(words) <= 4:
        score += 2
    return score


def looks_like_a_person(words: Sequence[str]) -> bool:
    """Two to four words, a given name first or none a company's."""
    return 1 < len(words) <= 4 and not any(map(is_company_word, words)) and is_given(_clean(words[0]))
