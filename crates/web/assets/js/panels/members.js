// Members: by level, by status, and how many of them give.

import { bars, barsHeight, parts } from "../options.js";

const sum = (values) => values.reduce((total, value) => total + Number(value), 0);
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const NO_MEMBERS = "No memberships yet: this chart fills with the first export that has membership terms.";

export const membershipByLevel = {
  view: "membership_by_level",
  title: "Members by level",
  emptyText: NO_MEMBERS,
  describe(rows, format) {
    const levels = rows.map((row) => ({ label: capital(row.level), current: Number(row.current_members), grace: Number(row.grace_members) }));
    if (levels.length === 0) return null;
    return {
      reading: levelReading(levels, format),
      legend: [["strong", "Current"], ["soft", "Ended, may still renew"]],
      points: levels.length,
      height: barsHeight(levels.length),
      option: (look) =>
        bars(look, {
          names: levels.map((level) => level.label),
          series: [
            { values: levels.map((level) => level.current), tone: "strong" },
            { values: levels.map((level) => level.grace), tone: "soft" },
          ],
          tip: (index) => `${levels[index].label}\n${format.count(levels[index].current)} current\n${format.count(levels[index].grace)} may still renew`,
          label: (index) => format.count(levels[index].current + levels[index].grace),
        }),
      table: {
        columns: [
          { label: "Level", show: format.text },
          { label: "Current", show: format.count },
          { label: "May still renew", show: format.count },
        ],
        rows: levels.map((level) => [level.label, level.current, level.grace]),
        total: ["All levels", sum(levels.map((level) => level.current)), sum(levels.map((level) => level.grace))],
      },
    };
  },
};

function levelReading(levels, format) {
  const all = sum(levels.map((level) => level.current));
  const largest = levels.reduce((a, b) => (b.current > a.current ? b : a));
  if (all === 0) return "No membership is in force.";
  return `${largest.label} is the largest level: ${format.count(largest.current)} of ${format.count(all)} current members (${format.percent(largest.current / all)}).`;
}

const STATUSES = [
  ["current", "Current"],
  ["grace", "May still renew"],
  ["lapsed", "Lapsed"],
  ["deceased", "Died"],
  ["never", "Never a member"],
];

export const membershipByStatus = {
  view: "membership_by_status",
  title: "Members by status",
  emptyText: NO_MEMBERS,
  describe(rows, format) {
    const found = new Map(rows.map((row) => [row.membership_status, Number(row.constituents)]));
    if (![...found.keys()].some((status) => status !== "never")) return null;
    const known = STATUSES.map(([status, label]) => ({ label, count: found.get(status) ?? 0, status }));
    const others = [...found].filter(([status]) => !STATUSES.some(([word]) => word === status));
    const entries = [...known, ...others.map(([status, count]) => ({ label: status ?? "Unknown", count, status }))];
    const all = sum(entries.map((entry) => entry.count));
    return {
      reading: statusReading(known, format),
      points: entries.length,
      height: barsHeight(entries.length),
      option: (look) =>
        bars(look, {
          names: entries.map((entry) => entry.label),
          series: [
            { values: entries.map((entry) => (entry.status === "current" ? entry.count : 0)), tone: "strong" },
            { values: entries.map((entry) => (entry.status === "grace" ? entry.count : 0)), tone: "soft" },
            { values: entries.map((entry) => (["current", "grace"].includes(entry.status) ? 0 : entry.count)), tone: "grey" },
          ],
          tip: (index) => `${entries[index].label}\n${format.count(entries[index].count)} of ${format.count(all)} constituents`,
          label: (index) => format.count(entries[index].count),
        }),
      table: {
        columns: [
          { label: "Status", show: format.text },
          { label: "Constituents", show: format.count },
          { label: "Share", show: format.percentExact },
        ],
        rows: entries.map((entry) => [entry.label, entry.count, all ? entry.count / all : null]),
        total: ["All constituents", all, all ? 1 : null],
      },
    };
  },
};

function statusReading([current, grace, lapsed], format) {
  return `${format.count(current.count)} memberships are current. ${format.count(grace.count)} ended lately and may still renew; ${format.count(lapsed.count)} have lapsed.`;
}

export const donorMemberOverlap = {
  view: "donor_member_overlap",
  title: "Donors who are members, members who give",
  span: "whole",
  emptyText: "This chart needs donors or members.",
  describe(rows, format) {
    const count = (donor, member) => sum(rows.filter((row) => row.is_donor === donor && row.is_member === member).map((row) => row.constituents));
    const [both, donors, members, neither] = [count(true, true), count(true, false), count(false, true), count(false, false)];
    if (both + donors + members === 0) return null;
    const cut = [
      { name: "Only give", value: donors, tone: "soft" },
      { name: "Give and are members", value: both, tone: "strong" },
      { name: "Only members", value: members, tone: "grey" },
    ];
    return {
      reading: overlapReading({ both, donors, members }, format),
      note: `Donors: gave in the twelve months up to ${format.day(format.asOf)}. Members: current, or still able to renew. ${format.count(neither)} other constituents are neither.`,
      legend: cut.map((part) => [part.tone === "grey" ? "grey-soft" : part.tone, part.name]),
      points: cut.length,
      height: () => 84,
      option: (look) =>
        parts(look, {
          parts: cut,
          tip: (index) => `${cut[index].name}\n${format.count(cut[index].value)} constituents`,
          label: (index) => format.count(cut[index].value),
        }),
      table: {
        columns: [
          { label: "Last twelve months", show: format.text },
          { label: "Members", show: format.count },
          { label: "Not members", show: format.count },
        ],
        rows: [
          ["Donors", both, donors],
          ["Not donors", members, neither],
        ],
      },
    };
  },
};

function overlapReading({ both, donors, members }, format) {
  const words = [];
  if (both + donors > 0) words.push(`${format.percent(both / (both + donors))} of recent donors are members`);
  if (both + members > 0) words.push(`${format.percent(both / (both + members))} of members gave`);
  return `${words.join("; ")}.`;
}
