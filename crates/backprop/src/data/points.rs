//! Points of people's own.

use std::{ops::Deref, sync::Arc};

use super::Example;

/// Points of people's own, in the order given, with what people call them. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    examples: Arc<[Example]>,
    names: Option<Arc<Names>>,
}

/// What people call what they measured. It changes no number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of x₁ and x₂; empty where they have none.
    pub axes: [String; 2],
    /// Of −1 and +1; empty where they have none.
    pub classes: [String; 2],
}

impl Names {
    /// How many characters a name may have.
    pub const LENGTH: usize = 31;

    /// Those of x₁, x₂, −1 and +1.
    pub fn of([x1, x2, minus, plus]: [String; 4]) -> Self {
        Self { axes: [x1, x2], classes: [minus, plus] }
    }

    /// The inverse of [`Self::of`].
    pub fn all(&self) -> [String; 4] {
        let ([x1, x2], [minus, plus]) = (self.axes.clone(), self.classes.clone());
        [x1, x2, minus, plus]
    }
}

impl Points {
    /// The same points under other names, or under none.
    #[must_use]
    pub fn named(self, names: Option<Arc<Names>>) -> Self {
        Self { names, ..self }
    }

    /// What people call them.
    pub fn names(&self) -> Option<&Arc<Names>> {
        self.names.as_ref()
    }
}

impl Deref for Points {
    type Target = [Example];

    fn deref(&self) -> &[Example] {
        &self.examples
    }
}

impl<T: Into<Arc<[Example]>>> From<T> for Points {
    fn from(examples: T) -> Self {
        Self { examples: examples.into(), names: None }
    }
}

impl FromIterator<Example> for Points {
    fn from_iter<T: IntoIterator<Item = Example>>(examples: T) -> Self {
        examples.into_iter().collect::<Arc<[Example]>>().into()
    }
}
