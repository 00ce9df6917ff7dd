// The lake's words as the page writes them. In: a word of a closed list. Out: words; an unknown one as it stands.

const WORDS = {
  person: "Person", organization: "Organisation", unknown: "unknown",
  one_time: "Gift", recurring_payment: "Recurring gift", pledge_payment: "Pledge payment", in_kind: "Gift in kind", stock: "Stock or property",
  matching: "Matching gift", grant: "Grant", daf_grant: "Grant of a donor-advised fund", bequest: "Bequest", event_ticket: "Event ticket",
  membership_dues: "Membership dues", other: "Other",
  succeeded: "received", pending: "pending", failed: "failed", refunded: "refunded", partially_refunded: "partly refunded", voided: "voided",
  donor: "donor", spouse: "spouse or household", daf_advisor: "advised the fund", matched_employee: "employee whose gift was matched", solicitor: "asked for it",
  pledge: "Pledge", recurring: "Recurring gift", planned: "Planned gift",
  weekly: "weekly", monthly: "monthly", quarterly: "quarterly", semiannual: "twice a year", annual: "yearly", irregular: "no fixed period",
  active: "active", completed: "completed", cancelled: "cancelled", lapsed: "lapsed", suspended: "suspended", current: "current", grace: "in grace", never: "never", deceased: "deceased",
  email: "E-mail", phone: "Phone", sms: "Text message", mail: "Post", solicitation: "Being asked for money", all: "Everything",
  opt_in: "said yes", opt_out: "said no",
  declared: "a source says so", joint_name: "they stand on one line", address_and_name: "the same family name, present or earlier, at one address",
  home: "home", mobile: "mobile", work: "work", fax: "fax",
  new: "New this year", recaptured: "Came back this year", same: "Gave the same as last year", upgraded: "Gave more than last year", downgraded: "Gave less than last year",
  lapsed_new: "Not yet again: a first-year donor of last year", lapsed_repeat: "Not yet again: gave last year and before", long_lapsed: "Gave before last year only",
};

export const words = (word) => WORDS[word] ?? String(word ?? "").replaceAll("_", " ");

export const LIFECYCLE = { ...WORDS, never: "Never gave" };

const FIELDS = {
  kind: "Kind", prefix: "Prefix", given_name: "Given name", middle_name: "Middle name", family_name: "Family name", suffix: "Suffix", preferred_name: "Called",
  former_family_name: "Earlier family name", organization_name: "Organisation or employer", birth_date: "Born", gender: "Gender", deceased: "Deceased",
  deceased_date: "Died on", email: "E-mail", phone: "Phone", address: "Address",
};

export const fieldWords = (field) => FIELDS[field] ?? words(field);

export { sourceWords } from "../evidence/words.js";

const REASONS = {
  id: "this id", retired_id: "an id that was merged into this one", email: "this e-mail address", phone: "this phone", name: "this name", words: "name",
  part_of_email: "e-mail address", part_of_phone: "phone", part_of_id: "id of a record", some_words: "a part of the name",
};

export const reasonWords = (reason) => REASONS[reason] ?? words(reason);
