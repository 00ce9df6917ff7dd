//! Currencies by their ISO 4217 code.
//!
//! In: a cell such as `usd`. Out: `USD`, and how many decimals its amounts have.

use super::cell::{clean_cell, is_null};
use serde::{Deserialize, Serialize};

/// An ISO 4217 alpha-3 code in upper case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(String);

stored_text!(Currency);

/// Why a cell is not a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CurrencyError {
    /// The cell is empty.
    #[error("no currency")]
    Missing,
    /// No code of ISO 4217 that money can be given in.
    #[error("not a currency, expected an ISO 4217 code such as USD")]
    Unknown,
}

/// The codes of ISO 4217 by the number of their decimals: money in circulation, fund codes, and the lately
/// withdrawn codes that old gifts were made in; no metals, no test codes.
const CODES: [(u32, &str); 4] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
         CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ \
         GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD \
         MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD \
         RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH \
         USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

impl Currency {
    /// Reads a code in any case.
    ///
    /// # Errors
    /// When the cell is empty or is no code of ISO 4217.
    pub fn parse(text: &str) -> Result<Self, CurrencyError> {
        if is_null(text) {
            return Err(CurrencyError::Missing);
        }
        let code = clean_cell(text).to_ascii_uppercase();
        decimals_of(&code).ok_or(CurrencyError::Unknown)?;
        Ok(Self(code))
    }

    /// The United States dollar.
    #[must_use]
    pub fn usd() -> Self {
        Self("USD".to_owned())
    }

    /// How many decimals an amount has: 2 for USD, 0 for JPY, 3 for KWD (2 for a code that ISO dropped).
    #[must_use]
    pub fn minor_units(&self) -> u32 {
        decimals_of(&self.0).unwrap_or(2)
    }
}

fn decimals_of(code: &str) -> Option<u32> {
    let lists = |codes: &str| codes.split(' ').any(|known| known == code);
    CODES.iter().find(|(_, codes)| code.len() == 3 && lists(codes)).map(|(decimals, _)| *decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(&str, u32), CurrencyError>) {
        let parsed = Currency::parse(text);
        let seen = parsed.as_ref().map(|currency| (currency.as_str(), currency.minor_units()));
        assert_eq!(seen, expected.as_ref().copied(), "{text:?}");
    }

    #[test]
    fn a_code_is_read_in_any_case_and_knows_its_decimals() {
        check("USD", Ok(("USD", 2)));
        check(" eur ", Ok(("EUR", 2)));
        check("JPY", Ok(("JPY", 0)));
        check("kwd", Ok(("KWD", 3)));
        check("CLF", Ok(("CLF", 4)));
    }

    #[test]
    fn what_is_no_currency_is_refused() {
        check("", Err(CurrencyError::Missing));
        check("N/A", Err(CurrencyError::Missing));
        for text in ["US", "ZZZ", "XAU", "USD EUR", "$", "   USD EUR GBP", "SD "] {
            check(text, Err(CurrencyError::Unknown));
        }
    }

    #[test]
    fn no_code_stands_in_two_lists() {
        let mut codes: Vec<&str> = CODES.iter().flat_map(|(_, codes)| codes.split(' ')).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(codes.iter().all(|code| code.len() == 3));
        assert_eq!(count, 170);
    }

    #[test]
    fn a_currency_is_its_code_in_a_table() {
        let dollar = Currency::usd();
        assert_eq!(serde_json::to_string(&dollar).unwrap(), "\"USD\"");
        assert_eq!(serde_json::from_str::<Currency>("\"USD\"").unwrap(), dollar);
        assert_eq!(Currency::from_stored("USD"), dollar);
    }

    proptest! {
        #[test]
        fn a_currency_is_read_back_as_itself(text in "[a-zA-Z]{3}|\\PC{0,6}") {
            if let Ok(currency) = Currency::parse(&text) {
                prop_assert_eq!(Currency::parse(currency.as_str()), Ok(currency));
            }
        }
    }
}
