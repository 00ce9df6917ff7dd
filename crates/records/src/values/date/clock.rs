//! The time of day behind a date, and its zone.

use super::DateError;
use jiff::civil::Time;
use jiff::tz::Offset;

/// Reads `T17:33:08.000Z`, ` 12:00:00 AM`, ` 22:28`, ` 19:42:23 +0000`, `, 11:11 AM GMT-05:00`; nothing is midnight.
pub(super) fn parse_clock(text: &str) -> Result<(Time, Option<Offset>), DateError> {
    let text = text.trim_start_matches(['T', 't', ',', ' ']).trim_end();
    let text = text.strip_prefix("at ").unwrap_or(text);
    if text.is_empty() {
        return Ok((Time::midnight(), None));
    }
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.')).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let (half, rest) = take_half(rest.trim_start());
    let zone = if rest.is_empty() { None } else { Some(parse_zone(rest).ok_or(DateError::Time)?) };
    let time = parse_time(clock, half).ok_or(DateError::Time)?;
    Ok((time, zone))
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
}

fn take_half(text: &str) -> (Option<Half>, &str) {
    let halves = [("am", Half::Morning), ("a.m.", Half::Morning), ("pm", Half::Afternoon), ("p.m.", Half::Afternoon)];
    for (word, half) in halves {
        if text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return (Some(half), text[word.len()..].trim_start());
        }
    }
    (None, text)
}

fn parse_time(clock: &str, half: Option<Half>) -> Option<Time> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut numbers = clock.split(':').map(|part| part.parse::<i8>().ok().filter(|_| part.len() <= 2));
    let hour = numbers.next()??;
    let minute = numbers.next()??;
    let second = numbers.next().map_or(Some(0), |second| second)?;
    if numbers.next().is_some() || fraction.len() > 9 {
        return None;
    }
    let nanosecond = format!("{fraction:0<9}").parse::<i32>().ok()?;
    Time::new(full_hour(hour, half)?, minute, second, nanosecond).ok()
}

/// `12 AM` is 0 and `12 PM` is 12.
fn full_hour(hour: i8, half: Option<Half>) -> Option<i8> {
    match half {
        None => Some(hour),
        Some(half) if (1..=12).contains(&hour) => Some(hour % 12 + if half == Half::Afternoon { 12 } else { 0 }),
        // Some exports write `17:30 PM`, and `0:00 AM`.
        Some(Half::Afternoon) if hour > 12 => Some(hour),
        Some(Half::Morning) if hour == 0 => Some(hour),
        Some(_) => None,
    }
}

/// Zones by letters, in hours from UTC: those of the exports of North American tools.
const NAMED: [(&str, i8); 12] = [
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("AKST", -9),
];

fn parse_zone(text: &str) -> Option<Offset> {
    if let Some((_, hours)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return Offset::from_hours(*hours).ok();
    }
    let text = text.strip_prefix("GMT").or_else(|| text.strip_prefix("UTC")).unwrap_or(text);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+')?),
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}
