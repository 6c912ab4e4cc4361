//! `corrigenda init`: a commented configuration to start from.

use std::fs::OpenOptions;
use std::io::{self, Write};

use super::Status;
use crate::config::FILE;
use crate::error::Error;

/// Every key with its default, commented out.
pub(crate) const TEMPLATE: &str = include_str!("corrigenda.toml");

pub(crate) fn run() -> Result<Status, Error> {
    let failed = |source| Error::Output { path: FILE.into(), source };
    let mut file = match OpenOptions::new().write(true).create_new(true).open(FILE) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Error::Usage(format!(
                "{FILE} is already here and stays as it is; move it away first"
            )));
        }
        Err(error) => return Err(failed(error)),
    };
    file.write_all(TEMPLATE.as_bytes()).map_err(failed)?;
    super::print(&format!("wrote {FILE}: every key with its default, commented out\n"))?;
    Ok(Status::Clean)
}
