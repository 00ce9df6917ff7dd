// How matching went, in three pictures. A picture that the role does not see says so in its place.

import { fetchJson } from "../api.js";
import { element } from "../dom.js";
import { start } from "../page.js";
import { showFlow } from "./flow.js";
import { showScores } from "./scores.js";
import { showWeights } from "./weights.js";

const PICTURES = [
  ["flow", "From rows to people", showFlow],
  ["scores", "How sure the links are", showScores],
  ["weights", "What each agreement says", showWeights],
];

start(async ({ format, role }) => {
  const pictures = await fetchJson("/api/matching");
  for (const [name, title, show] of PICTURES) {
    const place = document.getElementById(name);
    place.append(element("h2", { id: `${name}-title` }, title));
    if (pictures[name]) place.append(...show(pictures[name], format));
    else place.append(element("p", { class: "quiet" }, `The role ${role ?? ""} does not see this.`));
  }
});
