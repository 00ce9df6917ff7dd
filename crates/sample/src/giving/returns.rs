//! Money that goes back: refunds of all or half, and chargebacks.

use super::{Form, Gift, Outcome, Returned, Route};
use crate::days::HORIZON;
use crate::random::Dice;

/// Of a thousand gifts, so many go back.
const RETURNED: u64 = 14;

/// May decide that a gift went back within some weeks.
pub(super) fn may_return(gift: &mut Gift, dice: &mut Dice) {
    let monetary = matches!(gift.form, Form::OneTime | Form::Recurring);
    if !monetary || gift.outcome != Outcome::Completed || !dice.chance(RETURNED) {
        return;
    }
    let day = gift.day.plus(dice.between(1, 45));
    let by_bank = gift.route == Route::PayPal && dice.chance(300);
    let cents = if by_bank || dice.chance(750) { gift.cents } else { gift.cents / 2 };
    if day <= HORIZON {
        gift.returned = Some(Returned { day, cents, by_bank });
    }
}
