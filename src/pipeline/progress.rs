//! How far a run has come (进度), for whoever wants to show it.

/// What a run is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading articles; a step is an article.
    Articles,
    /// Setting what they say side by side: facts, checks, words.
    Facts,
    /// Drawing charts and making pages.
    Pages,
    /// Checking what was made.
    Links,
    /// Writing files.
    Files,
}

/// Somebody who is told.
pub trait Progress: Sync {
    /// A stage begins, with this many steps; 0 where nobody knows.
    fn begin(&self, stage: Stage, steps: usize);

    /// A step of it is done.
    fn step(&self);
}

/// Nobody.
pub struct Unseen;

impl Progress for Unseen {
    fn begin(&self, _: Stage, _: usize) {}

    fn step(&self) {}
}
