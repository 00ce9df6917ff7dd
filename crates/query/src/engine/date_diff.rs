//! `date_diff('day', from, to)`, with Trino's meaning: `DataFusion` has no such function.
//!
//! Days alone are offered: they are what the views need, and months or years would have to settle
//! how long a month is.

use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array};
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::common::{Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};
use std::sync::Arc;

/// The function.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct DateDiff {
    signature: Signature,
}

impl DateDiff {
    pub(super) fn new() -> Self {
        let arguments = vec![DataType::Utf8, DataType::Date32, DataType::Date32];
        Self { signature: Signature::exact(arguments, Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for DateDiff {
    fn name(&self) -> &'static str {
        "date_diff"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [unit, from, to] = arguments.args.as_slice() else {
            return plan_err!("date_diff takes a unit and two dates");
        };
        if !matches!(unit, ColumnarValue::Scalar(ScalarValue::Utf8(Some(name))) if name == "day") {
            return exec_err!("date_diff counts in 'day' alone here");
        }
        let days = days_between(&from.to_array(arguments.number_rows)?, &to.to_array(arguments.number_rows)?);
        Ok(ColumnarValue::Array(Arc::new(days)))
    }
}

fn days_between(from: &ArrayRef, to: &ArrayRef) -> Int64Array {
    let from = from.as_primitive::<Date32Type>();
    let to = to.as_primitive::<Date32Type>();
    from.iter().zip(to.iter()).map(|pair| Some(i64::from(pair.1?) - i64::from(pair.0?))).collect()
}
