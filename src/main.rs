//! `corrigenda`: arguments in, exit code out. Everything else is in [`corrigenda::cli`].

fn main() -> std::process::ExitCode {
    corrigenda::cli::main()
}
