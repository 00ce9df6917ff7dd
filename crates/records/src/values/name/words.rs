//! The words that names are recognised by. All lower case, without dots.

/// Names of somebody who is not to be known.
pub(super) const ANONYMOUS: [&str; 16] = [
    "anonymous", "anonymous anonymous", "anonymous donor", "anonymous gift", "anonymous friend", "anonymous giver",
    "anonymous supporter", "anon", "anon anon", "friend", "a friend", "friends", "friend friend", "name withheld",
    "not shared by donor", "not shared by donor not shared by donor",
];

/// Words that stand where a name is not known.
pub(super) const NAMELESS: [&str; 19] = [
    "", "unknown", "unknown unknown", "unknown donor", "unknown name", "no name", "noname", "no last name",
    "no first name", "last name", "first name", "first name last name", "name", "not known", "lnu", "fnu", "fnu lnu",
    "guest", "unnamed",
];

/// Prefixes and how they are written.
pub(super) const PREFIXES: [(&str, &str); 32] = [
    ("mr", "Mr."), ("mister", "Mr."), ("mrs", "Mrs."), ("ms", "Ms."), ("miss", "Miss"), ("mx", "Mx."), ("dr", "Dr."),
    ("doctor", "Dr."), ("drs", "Drs."), ("prof", "Prof."), ("professor", "Prof."), ("rev", "Rev."), ("revd", "Rev."),
    ("reverend", "Rev."), ("fr", "Fr."), ("hon", "Hon."), ("honorable", "Hon."), ("rabbi", "Rabbi"), ("rb", "Rabbi"),
    ("pastor", "Pastor"), ("msgr", "Msgr."), ("capt", "Capt."), ("captain", "Capt."), ("col", "Col."),
    ("colonel", "Col."), ("gen", "Gen."), ("lt", "Lt."), ("maj", "Maj."), ("sgt", "Sgt."), ("sir", "Sir"),
    ("sen", "Sen."), ("senator", "Sen."),
];

/// Suffixes and how they are written.
pub(super) const SUFFIXES: [(&str, &str); 34] = [
    ("jr", "Jr."), ("junior", "Jr."), ("sr", "Sr."), ("ii", "II"), ("iii", "III"), ("iv", "IV"), ("2nd", "II"),
    ("3rd", "III"), ("md", "MD"), ("phd", "PhD"), ("dds", "DDS"), ("dmd", "DMD"), ("dvm", "DVM"), ("jd", "JD"),
    ("esq", "Esq."), ("esquire", "Esq."), ("cpa", "CPA"), ("cfp", "CFP"), ("cfa", "CFA"), ("cfre", "CFRE"),
    ("rn", "RN"), ("bsn", "BSN"), ("msw", "MSW"), ("lcsw", "LCSW"), ("mba", "MBA"), ("edd", "EdD"), ("psyd", "PsyD"),
    ("dmin", "DMin"), ("usn", "USN"), ("usaf", "USAF"), ("usmc", "USMC"), ("osb", "OSB"), ("obe", "OBE"),
    ("ret", "Ret."),
];

/// Suffixes that are names or initials as well, and count only behind a comma.
pub(super) const SUFFIXES_BEHIND_COMMA: [(&str, &str); 8] = [
    ("v", "V"), ("ma", "MA"), ("do", "DO"), ("ba", "BA"), ("pe", "PE"), ("sj", "SJ"), ("op", "OP"), ("np", "NP"),
];

/// Words that begin a family name of several words.
pub(super) const PARTICLES: [&str; 34] = [
    "van", "von", "vander", "vande", "der", "den", "de", "del", "dela", "della", "di", "da", "dos", "das", "do", "du",
    "des", "la", "las", "le", "los", "el", "al", "bin", "ibn", "ter", "ten", "zu", "zum", "st", "ste", "saint", "san",
    "santa",
];

/// Second halves of double given names: `Mary Ann`.
pub(super) const SECOND_GIVEN_NAMES: [&str; 16] = [
    "ann", "anne", "beth", "lou", "jo", "sue", "lynn", "lynne", "ellen", "kay", "mae", "jean", "jane", "marie", "rose",
    "pat",
];

/// Frequent given names of the United States: what tells `Frank Church` from `Grace Church` where
/// nothing else does.
pub(super) const GIVEN_NAMES: [&str; 112] = [
    "alan", "albert", "alice", "amanda", "amy", "andrea", "andrew", "angela", "ann", "anna", "anne", "anthony", "arthur",
    "barbara", "betty", "bill", "bob", "brenda", "brian", "carl", "carol", "carolyn", "catherine", "charles", "chris",
    "christine", "christopher", "cynthia", "dan", "daniel", "david", "deborah", "debra", "dennis", "diane", "donald",
    "donna", "dorothy", "douglas", "edward", "elizabeth", "emily", "eric", "frances", "frank", "gary", "george", "gerald",
    "gregory", "harold", "heather", "helen", "henry", "jack", "james", "jane", "janet", "jason", "jean", "jeffrey",
    "jennifer", "jessica", "jim", "joan", "joe", "john", "jose", "joseph", "joshua", "joyce", "juan", "judith", "julie",
    "karen", "kathleen", "keith", "kenneth", "kevin", "kimberly", "larry", "laura", "linda", "lisa", "margaret", "maria",
    "marie", "mark", "martha", "mary", "matthew", "michael", "mike", "nancy", "pamela", "patricia", "patrick", "paul",
    "peter", "rebecca", "richard", "robert", "ronald", "ruth", "sandra", "sarah", "scott", "sharon", "stephen", "steven",
    "susan", "thomas", "william",
];

/// Legal forms and kinds that are never part of a person's name.
pub(super) const LEGAL_FORMS: [&str; 34] = [
    "inc", "incorporated", "llc", "llp", "pllc", "lp", "ltd", "limited", "corp", "corporation", "gmbh", "plc", "foundation",
    "fdn", "endowment", "association", "assn", "society", "university", "institute", "ministries", "ymca", "ywca",
    "charities", "charitable", "coalition", "federation", "enterprises", "diocese", "archdiocese", "philanthropies",
    "501c3", "nonprofit", "trustees",
];

/// Words of organisations that hardly any person is called by.
pub(super) const ORGANIZATION_WORDS: [&str; 74] = [
    "trust", "fund", "company", "committee", "council", "alliance", "partners", "partnership", "associates", "holdings",
    "properties", "realty", "industries", "services", "solutions", "consulting", "systems", "technologies", "technology",
    "group", "agency", "congregation", "synagogue", "hospital", "clinic", "pharmacy", "museum", "library", "theatre",
    "theater", "orchestra", "rotary", "kiwanis", "elks", "lions", "pto", "pta", "school", "schools", "academy",
    "department", "dept", "restaurant", "cafe", "hotel", "farms", "studio", "studios", "gallery", "insurance", "financial",
    "capital", "investments", "management", "construction", "plumbing", "motors", "media", "network", "center", "centre",
    "international", "national", "federal", "giving", "donor-advised", "bakery", "brewery", "bookstore", "ministry",
    "chamber", "union", "project", "scouts",
];

/// Words of organisations that people are called by as well.
pub(super) const AMBIGUOUS_WORDS: [&str; 15] = [
    "church", "temple", "parish", "chapel", "bank", "club", "college", "league", "shop", "store", "press", "farm", "inn",
    "house", "co",
];

/// Beginnings of organisations' names.
pub(super) const ORGANIZATION_STARTS: [&str; 13] = [
    "estate of ", "the estate of ", "law office of ", "law offices of ", "office of ", "friends of ", "city of ", "county of ",
    "town of ", "village of ", "state of ", "bank of ", "church of ",
];
