//! Cue words (线索词): the verbs and adverbs of general economic language that say what kind of
//! statement a quantity makes. No name of a place, an indicator or an industry stands here.

mod words;

pub(in crate::observations) use words::CUES;

/// Words for a time long ago that say no year (往昔).
pub(in crate::observations) fn is_long_ago(word: &str) -> bool {
    matches!(word, "以前" | "从前" | "原先" | "原来" | "过去")
}

/// What a cue word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::observations) enum Cue {
    /// 为, 是, 达, 完成: a level follows.
    Equal,
    /// 增长, 提高.
    Up,
    /// 下降, 减少.
    Down,
    /// 压缩, 精简: a reduction of a limit or of papers.
    Cut,
    /// 增至, 提高到: the level reached follows.
    UpTo,
    /// 降至, 压缩到.
    DownTo,
    /// 占.
    Share,
    /// 占比, 比重.
    ShareNoun,
    /// 增速, 增幅.
    RateNoun,
    /// 降幅.
    FallNoun,
    /// 同比, 比上年.
    YearOnYear,
    /// 环比.
    PeriodOnPeriod,
    /// 年均.
    Average,
    /// 拉动.
    Contribute,
    /// 比, 较.
    Than,
    /// 高于, 快于.
    Higher,
    /// 低于.
    Lower,
    /// 由, 从.
    From,
    /// 居, 排名.
    Rank,
    /// 其中.
    OfWhich,
    /// 分别, 依次.
    Respectively,
    /// 累计.
    Cumulative,
    /// 力争, 目标, 计划.
    Target,
    /// 预计, 有望.
    Forecast,
    /// 年产能.
    Capacity,
    /// 将.
    Will,
    /// 每.
    Each,
    /// 了, 已, 共, 约: says nothing here.
    Light,
    /// 同时, 此外: goes on with what was told.
    Onward,
    /// 该, 此次, 其: refers back.
    Anaphor,
    /// 连续, 长达, 用了: a span of time is the figure itself.
    Lasting,
}
