//! `corrigenda eval`.

use super::Status;
use super::args::EvalArgs;
use crate::error::Error;

pub(crate) fn run(args: EvalArgs) -> Result<Status, Error> {
    Err(Error::Usage(format!("eval is not here yet: {args:?}")))
}
