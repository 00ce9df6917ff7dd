// Single keys that decide, and the switch that turns them off (some people speak to their computer).
//
// In:  { key: action }, and what to do when the switch was turned. Out: { on, toggle }.

const STORED = "donorlake.review.keys";

export function listenToKeys(actions, changed) {
  const keys = {
    on: localStorage.getItem(STORED) !== "off",
    toggle() {
      keys.on = !keys.on;
      localStorage.setItem(STORED, keys.on ? "on" : "off");
      changed();
    },
  };
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key.toLowerCase()];
    if (!keys.on || !action || isTyping(event)) return;
    event.preventDefault();
    action();
  });
  return keys;
}

function isTyping(event) {
  const withModifier = event.ctrlKey || event.metaKey || event.altKey;
  const inField = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  return withModifier || event.repeat || Boolean(inField);
}
