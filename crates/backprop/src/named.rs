//! Closed lists of values, each with a name in documents, links and the API.

use strum::VariantArray;

/// One of a closed list of values. An enum is one that derives strum's `IntoStaticStr` and `VariantArray`: names and order
/// are those of its variants.
pub trait Named: Copy + Into<&'static str> + VariantArray {
    /// Every value, in the order in which the page offers them.
    const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in documents. Names never change; new ones may be added.
    fn name(self) -> &'static str {
        self.into()
    }

    /// The inverse of [`Self::name`]; `None` for any other text.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

impl<T: Copy + Into<&'static str> + VariantArray> Named for T {}

#[cfg(test)]
mod tests {
    use super::Named;
    use crate::{
        check::{Precision, Scheme},
        data::Kind,
        nn::{Activation, Bug, Initialization, Reduction},
        training::Aspect,
    };

    fn assert_inverse<T: Named + PartialEq + std::fmt::Debug>() {
        for &value in T::ALL {
            assert_eq!(T::from_name(value.name()), Some(value), "{}", value.name());
            assert_eq!(T::from_name(&value.name().to_uppercase()), None, "{value:?}: names are exact");
        }
    }

    #[test]
    fn names_are_inverse() {
        assert_inverse::<Activation>();
        assert_inverse::<Aspect>();
        assert_inverse::<Bug>();
        assert_inverse::<Initialization>();
        assert_inverse::<Kind>();
        assert_inverse::<Precision>();
        assert_inverse::<Reduction>();
        assert_inverse::<Scheme>();
    }
}
