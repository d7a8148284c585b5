//! What a mark means (角色). A role travels through plotters as a reserved colour and leaves as
//! a class, so that a style sheet alone decides what it looks like, in light and in dark.

use plotters::style::{Color, RGBColor, ShapeStyle};
use plotters_backend::BackendColor;

/// Red and green parts of every reserved colour; the blue part is the role.
const RESERVED: (u8, u8) = (0xfe, 0xed);

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident => $class:literal),+ $(,)?) => {
        /// The meaning of a shape or of a piece of text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            /// Every role, in the order of its reserved colour.
            const ALL: &'static [Role] = &[$(Role::$name),+];

            /// The class that the style sheet knows; empty for plain text.
            pub(super) const fn class(self) -> &'static str {
                match self { $(Role::$name => $class),+ }
            }
        }
    };
}

roles! {
    /// Plain text.
    Ink => "",
    /// Quiet text: years, units, second lines.
    Soft => "t2",
    /// Text on the main fill.
    OnMain => "onc",
    /// Text on the fill of the rest.
    OnRest => "onr",
    /// Text in the hue of the main fill.
    MainInk => "c1t",
    /// Text in the hue of the second value of a conflict.
    TwinInk => "c2t",
    /// A word of warning.
    Alert => "al",
    /// A reported value.
    Main => "c1",
    /// The rest of a whole.
    Rest => "rs",
    /// A target, tick and text.
    Target => "tg",
    /// A computed or implied value.
    Hollow => "ho",
    /// The second value of a conflict.
    Twin => "tw",
    /// An expectation.
    Forecast => "fc",
    /// The dotted top edge of an approximate value.
    Edge => "ap",
    /// The axis and its ticks.
    Axis => "ax",
    /// A line between neighbouring periods.
    Line => "ln",
    /// A link over periods that nobody reports.
    Dashed => "da",
    /// The stem of a rate.
    Stem => "st",
    /// The stem of a rate of a part of a year.
    ThinStem => "sth",
    /// The bracket from the last result to a target.
    Gap => "gap",
    /// The level that such a bracket starts from.
    Level => "gapd",
    /// The sign of a break on the axis.
    Break => "br",
    /// The bracket of an average.
    Average => "av",
    /// A clear area that makes a small mark easy to hit.
    Hit => "hit",
}

impl Role {
    /// The reserved colour.
    pub(super) fn color(self) -> RGBColor {
        let blue = u8::try_from(self as usize).expect("there are fewer than 256 roles");
        RGBColor(RESERVED.0, RESERVED.1, blue)
    }

    /// The style that carries the role through plotters.
    pub(super) fn style(self) -> ShapeStyle {
        self.color().filled()
    }

    /// The role of a reserved colour, `None` for any other.
    pub(super) fn of(color: BackendColor) -> Option<Self> {
        let (red, green, blue) = color.rgb;
        if (red, green) == RESERVED {
            Self::ALL.get(usize::from(blue)).copied()
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_survives_as_a_colour() {
        for &role in Role::ALL {
            assert_eq!(Role::of(role.color().to_backend_color()), Some(role));
        }
    }

    #[test]
    fn other_colours_have_no_role() {
        assert_eq!(Role::of(RGBColor(0, 0, 0).to_backend_color()), None);
        assert_eq!(Role::of(RGBColor(0xfe, 0xed, 250).to_backend_color()), None);
    }
}
