// Numbers, money, dates and fiscal years as the reader's locale writes them.
//
// In: the organisation (currency, fiscal year start) and the day up to which data is known.
// Out: functions from a value to its text. A missing value is an en dash.

const NOTHING = "–";

export function makeFormat(organization, asOf) {
  const locale = navigator.languages?.length ? [...navigator.languages] : undefined;
  const number = (options) => new Intl.NumberFormat(locale, options);
  const date = (options) => new Intl.DateTimeFormat(pageLocale(locale), { timeZone: "UTC", ...options });
  const currency = { style: "currency", currency: organization.currency, currencyDisplay: "narrowSymbol" };

  const formats = {
    count: number({ maximumFractionDigits: 0 }),
    money: number({ ...currency, maximumFractionDigits: 0 }),
    moneyExact: number(currency),
    moneyShort: number({ ...currency, notation: "compact", maximumSignificantDigits: 3 }),
    number: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    percent: number({ style: "percent", maximumFractionDigits: 0 }),
    percentExact: number({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  };
  const dates = {
    day: date({ dateStyle: "long" }),
    dayShort: date({ dateStyle: "medium" }),
    month: date({ month: "long", year: "numeric" }),
    monthShort: date({ month: "short", year: "numeric" }),
  };

  const startMonth = organization.fiscal_year_start_month;
  const format = { startMonth, asOf: asOf ? parseDay(asOf) : undefined, text: (value) => (isMissing(value) ? NOTHING : String(value)), flag };
  for (const [name, formatter] of Object.entries(formats)) {
    format[name] = (value) => (isMissing(value) ? NOTHING : withMinus(formatter.format(Number(value))));
  }
  for (const [name, formatter] of Object.entries(dates)) {
    format[name] = (value) => (isMissing(value) ? NOTHING : formatter.format(parseDay(value)));
  }
  format.fiscalYear = (year) => (startMonth === 1 ? String(year) : `FY\u00a0${year}`);
  format.isPartialYear = (year) => format.asOf !== undefined && format.asOf < lastDayOf(year, startMonth);
  format.yearSpan = (year) => [firstDayOf(year, startMonth), lastDayOf(year, startMonth)].map((day) => format.month(day));
  return format;
}

const flag = (value) => (isMissing(value) ? NOTHING : value ? "Yes" : "No");

// Month names stand in sentences, so they are in the language of the page, in the reader's variety of it.
const pageLocale = (locale) => (locale ?? []).find((tag) => tag.startsWith(document.documentElement.lang)) ?? document.documentElement.lang;

// A hyphen in front of a number is too short to be seen as a minus; the minus stays with its number.
const withMinus = (text) => text.replace("-", "−\u2060");

function isMissing(value) {
  return value === null || value === undefined || value === "" || Number.isNaN(value);
}

// A day is a date without a clock: it is read and written in UTC, whatever the reader's time zone.
export function parseDay(day) {
  return day instanceof Date ? day : new Date(`${String(day).slice(0, 10)}T00:00:00Z`);
}

// A fiscal year is named by the calendar year in which it ends.
function firstDayOf(year, startMonth) {
  return new Date(Date.UTC(startMonth === 1 ? year : year - 1, startMonth - 1, 1));
}

function lastDayOf(year, startMonth) {
  return new Date(Date.UTC(startMonth === 1 ? year + 1 : year, startMonth - 1, 0));
}
