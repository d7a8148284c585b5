//! What `shudu` can be told to do: each command takes its options as a plain struct and writes
//! to what it is given; arguments, environment and exit codes are the program's affair.

pub mod add;
