//! `corrigenda fix`.

use super::Status;
use super::args::FixArgs;
use crate::error::Error;

pub(crate) fn run(args: FixArgs) -> Result<Status, Error> {
    Err(Error::Usage(format!("fix is not here yet: {args:?}")))
}
