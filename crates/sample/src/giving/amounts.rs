//! How much is given, and in which month.

use crate::days::Day;
use crate::random::Dice;

/// Amounts in dollars that people choose, with how often they do.
const EVERYDAY: [(i64, u64); 16] = [
    (10, 30),
    (20, 50),
    (25, 120),
    (30, 30),
    (35, 40),
    (50, 180),
    (60, 20),
    (75, 50),
    (100, 190),
    (150, 50),
    (200, 50),
    (250, 80),
    (300, 20),
    (500, 60),
    (750, 10),
    (1000, 40),
];

/// How gifts spread over the fiscal year, July first: year's end is high, spring a lower peak.
const SEASON: [u64; 12] = [42, 42, 55, 65, 105, 280, 45, 45, 65, 98, 84, 74];

/// An everyday amount, in cents.
pub(super) fn everyday(dice: &mut Dice) -> i64 {
    let weights = EVERYDAY.map(|(_, weight)| weight);
    EVERYDAY[dice.weighted(&weights)].0 * 100
}

/// Next year's amount: most often the same, else more or less, in steps of five dollars.
pub(super) fn next_year(cents: i64, dice: &mut Dice) -> i64 {
    let percent = match dice.weighted(&[46, 32, 22]) {
        0 => 100,
        1 => dice.between(110, 200),
        _ => dice.between(50, 90),
    };
    (cents * percent / 100 / 500 * 500).max(500)
}

/// A day of a fiscal year, by the season.
pub(super) fn day_in(fiscal_year: i64, dice: &mut Dice) -> Day {
    let month = i64::try_from(dice.weighted(&SEASON)).unwrap_or(0);
    let first = Day::of(fiscal_year - 1, 7, 1).plus_months(month);
    // The last days of December bring the most gifts of the year.
    let offset = if month == 5 && dice.chance(400) { dice.between(25, 30) } else { dice.between(0, 27) };
    first.plus(offset)
}

/// A day near the same day of another fiscal year, for those who give by habit.
pub(super) fn near_anniversary(day: Day, fiscal_year: i64, dice: &mut Dice) -> Day {
    let (_, month, day_of_month) = day.civil();
    let year = if month >= 7 { fiscal_year - 1 } else { fiscal_year };
    let moved = Day::of(year, month, day_of_month.min(28)).plus(dice.between(-12, 12));
    if moved.fiscal_year() == fiscal_year { moved } else { Day::of(year, month, day_of_month.min(28)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn december_is_the_highest_month_and_april_tops_february() {
        let mut dice = Dice::new(1, "season", 0);
        let mut months = [0; 13];
        for _ in 0..5000 {
            let day = day_in(2024, &mut dice);
            assert_eq!(day.fiscal_year(), 2024);
            months[usize::try_from(day.civil().1).unwrap()] += 1;
        }
        assert_eq!(months.iter().max(), Some(&months[12]));
        assert!(months[4] > months[2]);
    }
}
