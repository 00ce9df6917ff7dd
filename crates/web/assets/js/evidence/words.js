// Bits and probabilities as the reader's locale writes them.

const locale = () => (navigator.languages?.length ? [...navigator.languages] : undefined);
const number = (options) => new Intl.NumberFormat(locale(), options);

const signed = number({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
const percent = number({ style: "percent", maximumFractionDigits: 1 });
const nearlyOne = number({ style: "percent", maximumFractionDigits: 2 });

export const bitsText = (bits) => signed.format(bits).replace("-", "−");

// Nothing is ever quite certain: what rounds to 100 % is said to be above 99.99 %.
export function probabilityText(probability) {
  if (probability >= 0.9999) return `> ${nearlyOne.format(0.9999)}`;
  if (probability >= 0.99) return nearlyOne.format(probability);
  return probability < 0.001 ? `< ${percent.format(0.001)}` : percent.format(probability);
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const SOURCES = { salesforce: "Salesforce", raisers_edge: "Raiser’s Edge", wild_apricot: "Wild Apricot", mailchimp: "Mailchimp", paypal: "PayPal" };

export const isSource = (column) => /(^|_)sources?$/.test(column ?? "");

// One source, or several as views join them: "mailchimp + paypal".
export const sourcesWords = (sources) => String(sources ?? "").split(" + ").map(sourceWords).join(" + ");

export const sourceWords = (source) => SOURCES[source] ?? capital(String(source ?? "").replaceAll("_", " "));
