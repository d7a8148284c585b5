//! The default templates and static files are embedded when the library is compiled; without
//! this, editing one of them would not compile it again.

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=static");
}
