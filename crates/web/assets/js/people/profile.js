// Who it is, how to reach them and whether one may, and the totals.
//
// In: the section's parts { person, rights, emails, phones, addresses, lifecycle, totals, membership }.
// Out: the section's contents; the head of the page is filled on the way.

import { element } from "../dom.js";
import { isWithheld, money, quiet, rowsOf, withheld } from "./parts.js";
import { LIFECYCLE, words } from "./words.js";

export function showProfile(parts, { format, organization, id }) {
  const person = rowsOf(parts.person)[0] ?? {};
  const rights = rowsOf(parts.rights)[0];
  showHead(person, rights, format, id);
  if (isWithheld(parts.person)) return [withheld("The profile is", parts.person)];
  const details = element("dl", { class: "details" }, ...facts(person, parts, format).flatMap(fact));
  return [totals(parts, format, organization), element("div", { class: "card" }, details)];
}

const counted = (count, one) => `${count} ${one}${Number(count) === 1 ? "" : "s"}`;

function showHead(person, rights, format, id) {
  const name = person.display_name ?? id;
  document.getElementById("name").textContent = name;
  document.title = `${name} · donorlake`;
  const records = person.source_record_count ? [counted(person.source_record_count, "source record"), counted(person.source_count, "system")].join(" in ") : undefined;
  document.getElementById("who").textContent = [person.kind && (person.kind === "unknown" ? "Person or organization" : words(person.kind)), name === id ? undefined : id, records].filter(Boolean).join(" · ");
  document.getElementById("marks").replaceChildren(...marks(person, rights, format).map(([text, isWarning]) => element("li", { class: isWarning ? "chip warn" : "chip" }, text)));
}

// What must be seen before anybody writes or calls: said by the person, or known of them.
function marks(person, rights, format) {
  const refused = (channel) => person[`${channel}_consent`] === "opt_out";
  const found = [
    person.deceased && [person.deceased_date ? `Deceased, ${format.day(person.deceased_date)}` : "Deceased", true],
    rights && !rights.may_solicit && !person.deceased && ["Do not ask for money", true],
    refused("phone") && ["Do not call", true],
    refused("email") && ["Do not e-mail", true],
    refused("mail") && ["Do not send post", true],
    refused("sms") && ["Do not text", true],
  ].filter(Boolean);
  if (found.length > 0 || !rights) return found;
  return [["No contact was refused", false]];
}

function facts(person, parts, format) {
  const address = [person.street, person.street_2, [person.city, person.region, person.postal_code].filter(Boolean).join(", "), person.country].filter(Boolean).join(" · ");
  const rights = rowsOf(parts.rights)[0];
  return [
    ["E-mail", person.email, may(rights?.may_email, person.email_consent), others(parts.emails, "address", (row) => row.status === "cleaned" && "bounced")],
    ["Phone", person.phone, may(rights?.may_call, person.phone_consent), others(parts.phones, "number", (row) => words(row.contact_use))],
    ["Address", address, may(rights?.may_mail, person.mail_consent), otherAddresses(parts.addresses)],
    ["Called", person.preferred_name],
    ["Earlier family name", person.former_family_name],
    [person.kind === "organization" ? "Organisation" : "Employer", person.organization_name],
    ["Born", person.birth_date && format.day(person.birth_date)],
    ["Last changed at a source", person.source_updated_at && format.day(person.source_updated_at)],
  ].filter(([, value, , more]) => value || more?.length);
}

const may = (allowed, consent) => (allowed === undefined ? undefined : allowed ? "may be used" : consent === "opt_out" ? "refused" : "not usable");

const others = (part, column, note) => rowsOf(part).filter((row) => !row.is_primary && row[column]).map((row) => [row[column], note(row), row.is_shared && "shared with others"].filter(Boolean).join(", "));

const otherAddresses = (part) => rowsOf(part).filter((row) => !row.is_primary && (row.street || row.city)).map((row) => [row.street, row.city, row.region, row.undeliverable && "post comes back"].filter(Boolean).join(", "));

function fact([label, value, right, more = []]) {
  const mark = right && element("span", { class: right === "may be used" ? "chip" : "chip warn" }, right);
  const rest = more.length > 0 ? element("span", { class: "also" }, `Also: ${more.join("; ")}`) : undefined;
  return [element("dt", {}, label), element("dd", {}, value ?? "–", mark ? " " : "", mark, rest)];
}

function totals(parts, format, organization) {
  if (isWithheld(parts.totals)) return withheld("Totals are", parts.totals);
  const sums = rowsOf(parts.totals)[0];
  const life = rowsOf(parts.lifecycle)[0] ?? {};
  const membership = rowsOf(parts.membership)[0];
  const amount = (value) => money(value, organization.currency);
  const standing = LIFECYCLE[life.lifecycle] ?? words(life.lifecycle);
  const figures = sums
    ? [
        ["Given in all", amount(sums.lifetime_amount), `${counted(sums.gifts, "gift")} in ${counted(sums.giving_years, "fiscal year")}`],
        [`${format.fiscalYear(life.fiscal_year)} so far`, amount(sums.amount_this_year), `${amount(sums.amount_last_year)} the year before`],
        ["First gift", format.day(sums.first_gift_date), amount(sums.first_gift_amount)],
        ["Last gift", format.day(sums.last_gift_date), amount(sums.last_gift_amount)],
        ["Largest gift", amount(sums.largest_gift), "what stayed of it"],
      ]
    : [];
  if (life.lifecycle) figures.push(["Donor status", standing, `as of ${format.day(life.as_of)}`]);
  if (membership) figures.push(["Membership", words(membership.membership_status), membership.level ?? ""]);
  if (figures.length === 0) return quiet("No gift is known.");
  const cell = ([label, value, note]) => element("div", { class: "sum" }, element("dt", {}, label), element("dd", {}, element("b", {}, value), element("span", {}, note)));
  return element("dl", { class: "sums" }, ...figures.map(cell));
}
