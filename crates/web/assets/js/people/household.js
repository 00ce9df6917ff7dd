// Who lives in the same household. In: the section's parts { household, members }. Out: the section's contents.

import { element } from "../dom.js";
import { isWithheld, personLink, quiet, rowsOf, withheld } from "./parts.js";
import { words } from "./words.js";

export function showHousehold(parts, { id }) {
  if (isWithheld(parts.members)) return [withheld("The household is", parts.members)];
  const members = rowsOf(parts.members);
  if (members.length === 0) return [quiet("No household is known.")];
  const household = rowsOf(parts.household)[0] ?? {};
  const item = (member) =>
    element("li", {},
      member.constituent_id === id ? element("b", {}, `${member.display_name || id} (this person)`) : personLink(member.constituent_id, member.display_name),
      element("span", { class: "note-line" }, words(member.basis)),
    );
  return [element("div", { class: "card" }, element("h3", { class: "inner first" }, household.name || household.household_id || "Household"), element("ul", { class: "plain" }, ...members.map(item)))];
}
