//! Names of the house: what a project says about the names in its texts (`[names]` in `corrigenda.toml`).

/// The glossary of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseNames {
    /// Its names, in the order of the file.
    pub names: Vec<HouseName>,
}

/// A name as it must stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseName {
    /// The name.
    pub name: String,
    /// Forms that must not stand for it: `Citizens` for `Ciudadanos`.
    pub aliases: Vec<String>,
    /// Code of the language the name is a word of; any where there is none.
    pub lang: Option<String>,
}
