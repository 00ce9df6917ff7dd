// Two records, field by field: what is the same, what differs, what only one of them knows.
//
// In:  the fields of two records [{ label, values }], in one order.
// Out: rows { label, state: "same" | "differs" | "one", left, right }, each side a list of values, each value
//      { text, shared, pieces: [{ text, differs }] }: a piece is a word or what stands between words.

export function compared(left, right) {
  const labels = inOrder(left, right);
  const values = (record, label) => record.find((field) => field.label === label)?.values ?? [];
  return labels.map((label) => {
    const [one, other] = [values(left, label), values(right, label)];
    return { label, state: stateOf(one, other), left: marked(one, other), right: marked(other, one) };
  });
}

// The labels of both, each at the place that its own record gives it.
function inOrder(left, right) {
  const labels = left.map((field) => field.label);
  let after = -1;
  for (const { label } of right) {
    const known = labels.indexOf(label);
    if (known >= 0) after = known;
    else labels.splice(++after, 0, label);
  }
  return labels;
}

function stateOf(one, other) {
  if (one.length === 0 || other.length === 0) return "one";
  return one.some((value) => other.some((another) => folded(value) === folded(another))) ? "same" : "differs";
}

function marked(values, others) {
  const known = new Set(others.map(folded));
  const words = new Set(others.flatMap((other) => other.split(WORDS).map(folded)));
  return values.map((text) => {
    const shared = known.has(folded(text));
    const pieces = text.split(WORDS).filter(Boolean);
    const differs = (piece) => !shared && others.length > 0 && /[\p{L}\p{N}]/u.test(piece) && !words.has(folded(piece));
    return { text, shared, pieces: pieces.map((piece) => ({ text: piece, differs: differs(piece) })) };
  });
}

// Words, with what stands between them kept.
const WORDS = /([\s,.@/()-]+)/u;

// Case, accents and white space at the ends do not make a difference.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
