//! Tables about names and the words that translation makes of them, queried in place.
//!
//! They are built by `cargo xtask residue` into `dictionaries/residue/` and embedded as they are: nothing is unpacked or
//! copied, so a text that needs none of them pays nothing. Each file keeps data of one licence (`dictionaries/README.md`).

mod exonyms;
pub mod fold;
mod forms;
mod glosses;
mod house;
mod nations;
mod renamed;
mod table;
mod words;

pub use exonyms::exonyms;
pub use forms::{Form, Kind, Reading, readings};
pub use glosses::{LANGUAGES, Meaning, gloss, gloss_id, language_name, meanings};
pub use house::{HouseName, HouseNames};
pub use nations::{Country, Place, PlaceKind, countries, country, place};
pub use renamed::renamed;
pub use table::{Table, fingerprint};
pub use words::{NO_GLOSS, PREPOSITIONS, Usage, usage};
