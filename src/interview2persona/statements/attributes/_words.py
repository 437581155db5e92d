"""Generic English words that attributes are made of: numbers, people, jobs, family, channels, sources."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The set of the words in a text."""
    return frozenset(text.split())


_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
    *("sixty", "seventy", "eighty", "ninety"),
)
_VALUES = dict(zip(_NUMBERS, [*range(1, 21), *range(30, 100, 10)], strict=True))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000}
_LARGE = ("thousand", "lakh", "million", "crore")
_TEN, _TENS = 10, 20
_WORD = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
NUMBER = (
    rf"(?:\d[\d,.]*\d|\d|(?:an?\s+|half\s+an?\s+)?(?:{_WORD})(?:(?:[\s-]+|\s+point\s+|(?<=hundred)\s+and\s+|"
    rf"(?<=thousand)\s+and\s+)(?:{_WORD}))*"
    r"(?:[\s-](?:odd|something|ish))?)"
)
ABOUT = (
    r"(?:(?:about|around|roughly|some|nearly|almost|over|maybe|just|more than|less than|under|close to|between)\s+)?"
)
RANGE = rf"{ABOUT}{NUMBER}(?:\s*(?:to|or|-|–|and)\s*{NUMBER})?"
SPAN = (
    rf"{ABOUT}(?:{NUMBER}(?:\s+and\s+a\s+half)?|a|an|half\s+an?)\s+(?:years?|months?|weeks?|"
    rf"decades?)\b(?:\s+and\s+a\s+half)?"
)
MONEY = (
    rf"(?:[€$£¥]\s?\d[\d.,]*\s?[kKmM]?\b|{NUMBER}\s?(?:k\b|grand\b)?\s*"
    r"(?:euros?|pounds?|dollars?|bucks|quid|francs?|crowns?|kroner|rupees?|yen|zloty|pence|cents?|grand|[€$£]))"
)

PEOPLE = (
    r"(?:people|persons?|employees|staff|colleagues|workers|members?|heads|hands|lads|guys|fellas|men|women|girls|boys|"
    r"folks?|souls|posts|human\s+beings|of\s+us|in\s+(?:the\s+)?(?:office|team|company|firm|group|field|shop)|"
    r"on\s+the\s+(?:road|tools|desk|floor|ward|team|crew)|"
    r"(?:\w+\s+)?\w*(?:eers|chers|ivers|orkers|ters|ners|ders|cers|pers|kers|gers|lers|sers|tors|ists|"
    r"icians|ants|techs|"
    r"mechanics|nurses|doctors|vets|chefs|cooks|clerks|reps|agents|apprentices|trainees|partners|"
    r"developers|designers|managers))"
)
NOT_PEOPLE = (
    r"(?:\w*(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|times?|calls?|percent|computers?|"
    r"orders?|letters?|printers?|"
    r"customers|buyers|users|punters|guests|visitors|followers|listeners|readers|daughters|"
    r"numbers?|papers|scanners|trailers|containers|meters?|kilometers?|kilometres?|"
    r"litres?|liters?|folders|"
    r"offers|suppliers|drawers|corners|counters|centers|centres|chargers|boilers|coolers|dryers|driers|sweepers|timers|"
    r"answers|invoices|quarters|stickers|posters|newsletters|routers|servers|trucks|vans|cars|others|winters|summers|"
    r"tickets|rooms|beds|lines|pages|questions|jobs|transfers|vouchers|flowers|chapters|semesters|doors|floors|mirrors|"
    r"monitors|sensors|tractors|reactors|errors|colors|factors|elevators|radiators|hectares|acres|cows|"
    r"sheep|pigs|hens))"
)

JOBS = words(
    """accountant actor administrator admin adviser advisor agent analyst apprentice architect artist assistant
    auditor author baker banker barber barista bookkeeper bookbinder bricklayer broker builder butcher buyer
    caregiver carer caretaker carpenter cashier ceo cfo chair chairman chairwoman chairperson chef chemist cio cto
    coo cleaner clerk coach comms composer conductor consultant contractor controller cook coordinator co-
    ordinator copywriter counsellor courier curator dancer dean dentist deputy designer developer director
    dispatcher doctor driver economist editor electrician engineer entrepreneur estimator executive expert farmer
    filmmaker fitter florist foreman forewoman founder co-founder freelancer gardener grower guard guide
    hairdresser handyman head headteacher host housekeeper hygienist illustrator inspector instructor interpreter
    inventor investor janitor journalist judge keeper lab-technician landlord landlady lawyer lead leader lecturer
    librarian logistician machinist maker manager marketer master matron mechanic merchandiser midwife miner
    mother minder model musician nanny nurse nutritionist officer operator optician organiser organizer owner
    owner-manager painter paramedic partner pastor pensioner pharmacist photographer physician physiotherapist
    physio pilot planner plasterer plumber podcaster poet policeman policewoman porter postdoc postman
    practitioner president priest principal producer professor programmer psychologist publisher purchaser
    radiographer rancher realtor receptionist recruiter registrar rep representative reporter researcher retailer
    roofer sailor salesman salesperson saleswoman scheduler scientist seamstress secretary seller sergeant
    shepherd shopkeeper singer socialworker solicitor specialist steward strategist student superintendent
    supervisor surgeon surveyor tailor teacher technician technologist tester therapist trader trainee trainer
    translator treasurer tutor undertaker vet veterinarian videographer vp waiter waitress warden welder winemaker
    woodworker worker writer bursar sister matron beekeeper brewer cheesemaker potter glazier mason joiner tiler
    locksmith paralegal actuary underwriter dispatcher registrar sommelier bartender concierge volunteer retiree
    handler winegrower novelist screenwriter songwriter scriptwriter ghostwriter playwright copyeditor proofreader
    actress animator blogger streamer youtuber coder choreographer lyricist cartoonist colourist colorist stylist
    columnist essayist fundraiser sculptor ceramicist drummer guitarist pianist violinist cellist vocalist upholsterer
    stonemason farrier ranger firefighter detective captain skipper fisherman crofter childminder babysitter counselor
    psychiatrist pediatrician paediatrician phlebotomist orthodontist anaesthetist obstetrician chiropractor osteopath
    masseur masseuse barrister notary statistician mathematician physicist geneticist linguist historian archivist
    conservator scaffolder decorator trucker postwoman stewardess attendant telemarketer adjuster assessor appraiser
    valuer auctioneer headmaster headmistress optometrist dietitian dietician"""
)
_TRADES = (
    r"\w{2,}(?:grower|maker|keeper|handler|ologist|ographer|iatrist|smith|monger|wright|herder|therapist)"  # by ending
)
JOB = "|".join([*sorted((re.escape(j) for j in JOBS), key=len, reverse=True), _TRADES])
FUNCTION_WORDS = (
    r"(?:i|we|you|he|she|it|they|the|a|an|was|were|is|are|be|been|am|not|no|who|that|which|what|when|"
    r"where|if|as|so|than|too|very|to|for|in|on|at|with|from|"
    r"says?|said|think|thinks|like|because|going|glad|happy|sure|sorry|afraid|just|only|my|our|his|her|"
    r"their|your|this|these|those|one|two|three|every|each|some|any|all|and|or|but)"
)
SENIOR = (
    r"(?:senior|junior|lead|head|chief|principal|deputy|assistant|associate|vice|managing|executive|"
    r"trainee|apprentice|director|partner|founder|owner|c[efto]o)"
)

PARTNER = r"(?:husband|wife|partner|girlfriend|boyfriend|fianc[ée]e?|spouse|missus|ex-husband|ex-wife|ex)"
CHILD = (
    r"(?:kids?|child|children|sons?|daughters?|bab(?:y|ies)|toddlers?|twins|teenagers?|teens|stepson|"
    r"stepdaughter|grandson|granddaughter|grandchild(?:ren)?|grandkids|little\s+ones?|small\s+ones|"
    r"young\s+ones|newborn)"
)
HOUSEMATE = (
    r"(?:roommates?|flatmates?|housemates?|mother-in-law|father-in-law|dogs?|cats?|horses?|pony|ponies|rabbits?)"
)

CHANNELS: dict[str, str] = {
    "phone": r"(?:tele)?phone|phones|phoned|phoning|mobile(?! apps?\b)|hotline|ring|rang|ringing|"
    r"call(?:ed|ing)?(?!-| (?:it|this|themselves|to action)\b)",
    "e-mail": r"e-?mails?|e-?mailed|inbox|(?:by|per|via) mail|an? (?:short |quick )?mail|[\w.+-]+@[\w-]+\.\w+",
    "WhatsApp": r"whatsapps?",
    "text message": r"text messages?|sms|texted|texting|(?<!of )(?<!the )(?<!out )texts?(?![- ](?:to|based|files?)\b)",
    "chat": r"(?:live |group |vendor )?chats?(?![ -]?(?:gpt|bots?|models?)\b)|messenger|(?:on|by|via) signal|telegram",
    "Slack": r"slack",
    "Teams": r"(?:ms |microsoft )?teams",
    "video call": r"video calls?|zoom|facetime|skype",
    "voice message": r"voice (?:notes?|messages?|mails?)|voicemails?",
    "post": r"letters?|(?:by|with|in) (?:the )?post|fax",
    "Discord": r"discord",
    "in person": r"in person|face[- ]to[- ]face|walk(?:ed)? in|at the counter|at the desk|branch",
    "social media": r"facebook(?: groups?)?|instagram|linkedin|tiktok|twitter|reddit",
    "portal": r"portals?",
    "website": r"websites?|web ?site|help pages?",
    "ticket": r"tickets?",
    "newsletter": r"newsletters?",
}  # fmt: skip

SOURCES = (
    r"(?:(?:former |old(?:er)? |other |another |my |a |an |the |our )*(?:colleagues?|co-?workers?|"
    r"workmates?|mates?|friends?|"
    r"neighbou?rs?|cousins?|brother(?:-in-law)?|sister(?:-in-law)?|nephew|niece|"
    r"(?:tax |financial |legal )?advis[eo]rs?|accountants?|consultants?|doctors?|gp|midwife|pharmacist|"
    r"nurses?|vets?|teachers?|"
    r"owners?|entrepreneurs?|peers?|competitors?|dealers?|installers?|merchants?|"
    r"(?:girl|woman|man|guy|lad|fella|someone|somebody) I (?:used to )?(?:work|worked|study|studied|live|"
    r"lived|met|know)(?: with)?|other (?:parents?|mothers?|mums?|moms?|farmers?|teachers?|firms?|schools?|"
    r"shops?|companies|practices)|"
    r"(?:somebody|someone|guy|woman|man|bloke|fella|lad|girl) (?:at|in|from|who|with)\s[^.,;!?]{3,30}(?!\w)))"
    r"|youtubes?|videos?|instagram|facebook(?: groups?)?|linkedin|tiktok|reddit|google|googled|googling|"
    r"forums?|blogs?|podcasts?|invoices?|"
    r"newsletters?|magazines?|newspapers?|journals?|radio|television|tv|adverts?|ads?\b|advertisements?|"
    r"brochures?|flyers?|leaflets?|"
    r"catalogues?|websites?|web ?site|reviews?|ratings?|comparison sites?|app ?store|play ?store|webinars?|"
    r"conferences?|discord|(?:study|user|support) (?:club|group)s?|congress(?:es)?|exhibitions?|(?:trade |"
    r"safety |book |county |agricultural )?fairs?\b|(?:trade |safety |home |county |agricultural )shows?\b|"
    r"(?:trade |sector |industry |professional |parents'? )?associations?|guild|chamber of \w+|golf club|meetups?|"
    r"free trial|trial|demo|pilot|reference (?:customer|visit)s?|library|search engine|chatgpt|word of "
    r"mouth|(?:little |live |vendor )?chat|manual|help pages?|support"
)

STRONG_SOURCES = (
    rf"(?:(?!{FUNCTION_WORDS}\b)\w+ )?forums?|facebook groups?|discord|(?:study|user) (?:club|group)s?|"
    rf"(?:trade |safety |book |"
    rf"county )(?:fair|show)s?|at the fair|(?:(?!{FUNCTION_WORDS}\b)\w+['’]? )?associations?|"
    rf"(?:(?!{FUNCTION_WORDS}\b)\w+ )?newsletters?|podcasts?|(?:guild|club|union)\s+(?:meeting|evening|"
    rf"breakfast|dinner)s?|"
    r"youtubes?|reviews?|comparison sites?|(?:tax )?advis[eo]r|"
    r"conferences?|magazines?|webinars?|round tables?|"
    r"(?:whatsapp|slack|facebook|telegram|signal)(?: group| channel)? (?:of|for) (?:the )?\w+"
    r"(?: (?!who|which|that|and)\w+)?|"
    r"(?:my|our) own (?:\w+ )?(?:sheets?|spreadsheets?|tables?|lists?|notes?|notebooks?|calculations?|figures|numbers|"
    r"data|measurements?|statistics|consumption)|"
    r"on (?:a )?(?:site )?visits?\b|visit(?:s|ed|ing)? (?:to )?(?:\w+ ){0,2}(?:laborator(?:y|ies)|labs?|firms?|sites?|"
    r"companies|schools|hospitals|plants?|farms?|customers?|users?|colleagues?|workshops?|depots?)"
)

_RANGE = re.compile(
    rf"\bbetween\b|\b(?:{_WORD})s?(?:\s+(?:to|or)\s+|,\s+|\s*[-–]\s*)(?:maybe\s+|an?\s+)*(?:{_WORD})", re.I
)
_PART = re.compile(rf"\b(?:{_WORD})s?\b|\bpoint\b|\d[\d,.]*", re.I)
_ONE = rf"(?:\b(?:{_WORD})s?\b|\d[\d,.]*\d|\d)"
_RUN = re.compile(rf"{_ONE}(?:(?:\s+(?:and|point)\s+|[\s-]+){_ONE})*", re.I)


#: How people call their own attitude to risk.
ATTITUDES = "careful|cautious|sceptical|skeptical|suspicious|wary|conservative|adventurous|bold|curious"

SHARED = re.compile(r"\b(\w+)-\1\b", re.I)  # "fifty-fifty" is no number


def whole_numbers(text: str, begin: int, end: int) -> tuple[int, int]:
    """A part of a text with the whole of the numbers that it begins or ends in: "two [hundred] and ten" is 210.

    And with one right before it: "two [years]".
    """
    first = begin - text[:begin].endswith(" ")
    inside = [run.span() for run in _RUN.finditer(text) if run.start() < end and run.end() >= first]
    return min([begin, *(a for a, _ in inside)]), max([end, *(b for _, b in inside)])


def numbers_in(text: str) -> list[str]:
    """The numbers of a text, in words or digits."""
    return [run.group() for run in _RUN.finditer(text)]


def with_digits(text: str) -> str:
    """The words with their number in digits behind them, so that they can be compared: "fifty-one (51)".

    Of two numbers they are a range or none: "nine lawyers and four" are neither nine nor "9 to 4".
    """
    if re.search(r"\d", text):
        return text
    found = re.findall(rf"{NUMBER}(?!-(?:first|second|third|\w+th)\b)", text, re.I)
    values = [value for piece in found if (value := value_of(piece)) and value > 1]
    if len(values) > 1 and not _RANGE.search(text):
        return text
    return f"{text} ({' to '.join(f'{value:.10g}' for value in values[:2])})" if values else text


def value_of(text: str) -> float | None:
    """The number that words say, None when they say none.

    "Twenty-two" is 22, "a hundred and fifty" 150, "four fifty" 450, "one point nine million" 1,900,000.
    """
    total, current, found, before = 0.0, 0.0, False, ""
    for part in _PART.findall(text.casefold().replace("-", " ")):
        word = part if part in _VALUES else part.removesuffix("s")
        if part == "point":
            pass
        elif part[0].isdigit():
            digits = re.sub(r"[,.](?=\d{3}\b)", "", part).rstrip(".,").replace(",", ".")
            current += float(digits) if digits.count(".") < 2 else 0.0
        elif word in _VALUES:
            current = _with_word(current, before, _VALUES[word])
        else:
            current = max(1.0, current) * _SCALES[word]
            if word in _LARGE:
                total, current = total + current, 0.0
        found, before = found or part != "point", word
    return total + current if found else None


def _with_word(current: float, before: str, value: int) -> float:
    if before == "point":
        return current + value / 10
    spoken = value >= _TENS and 0 < _VALUES.get(before, 0) < _TEN and current == _VALUES[before]  # "four fifty"
    return 100 * current + value if spoken else current + value


_YEARS_AND_MONTHS = re.compile(rf"({NUMBER})\s+years?,?\s+and\s+({NUMBER})\s+months?\b", re.I)
_TIME = re.compile(r"\b(?:years?|months?|weeks?|decades?)\b", re.I)
# "My third year" and "in six weeks" are no lengths.
_NO_LENGTH = re.compile(r"\d|(?<!mon)th\b|\b\w*(?:first|second|third)\b|\bin\s+my\b|^in\s", re.I)


def in_years(text: str) -> str:
    """A span of time with its length in years behind it: "fourteen months (1.2 years)"."""
    span = re.split(r",?\s*\bsince\b", text, maxsplit=1, flags=re.I)[0]  # "since I was twenty" is no length
    value = value_of(span)
    per_year = {"month": 12, "week": 52}.get(next((u for u in ("month", "week") if u in text.casefold()), ""), 1)
    if value is None or value > 200 or _NO_LENGTH.search(text) or not _TIME.search(text):
        return text
    if several := re.findall(
        r"(?<![\w-])(\w+)(?:,?\s+(?:to|or)|,)\s+(\w+)\s+years\b", span, re.I
    ):  # "fifteen, twenty years"
        low, high = (value_of(word) for word in several[0])
        return f"{text} ({low:g} to {high:g} years)" if low and high else text
    if parts := _YEARS_AND_MONTHS.search(span):
        years, months = (value_of(part) or 0.0 for part in parts.groups())
        return f"{text} ({years + months / 12:.2g} years)"
    half = 0.5 if re.search(r"and (?:a )?half", text, re.I) else 0.0
    return f"{text} ({(value + half) / per_year:.2g} years)"
