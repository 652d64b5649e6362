//! Indices: numbers, slices, masks, arrays of numbers.

use super::{Array, Kind, Result, Scalar, binary::spread, broadcast, count, shape_text, shapes};

/// One of the entries between an index's brackets.
#[derive(Clone, Debug)]
pub enum Selector {
    /// One place along an axis, which is gone after; negative ones count from the end.
    Place(i64),
    /// `start:stop:step` along an axis.
    Slice(Option<i64>, Option<i64>, Option<i64>),
    /// A new axis of size 1.
    NewAxis,
    /// As many whole axes as are left.
    Rest,
    /// A mask over as many axes as it has, or an array of whole numbers along one axis.
    Array(Array),
}

/// What an index selects.
#[derive(Clone, Debug)]
pub enum Indexed {
    /// The array's own numbers.
    View(Array),
    /// Copies of those at these places, in this shape.
    Places(Vec<usize>, Vec<usize>),
}

/// `array[selectors]`: a view, or a copy where a mask or an array selects.
pub fn select(array: &Array, selectors: &[Selector]) -> Result<Array> {
    Ok(match indexed(array, selectors)? {
        Indexed::View(view) if is_one(&view, selectors) => view.copied(),
        Indexed::View(view) => view,
        Indexed::Places(places, shape) => Array::of_kind(array.kind(), &shape, array.get(&places).into_iter()),
    })
}

/// Whether an index names one number, which is then no view.
fn is_one(view: &Array, selectors: &[Selector]) -> bool {
    view.axes() == 0 && !selectors.iter().any(|selector| matches!(selector, Selector::Rest))
}

/// `array[selectors] = value`.
pub fn store(array: &Array, selectors: &[Selector], value: &Array) -> Result<()> {
    let (places, shape) = match indexed(array, selectors)? {
        Indexed::View(view) if is_one(&view, selectors) && value.axes() > 0 => {
            let found = format!("a value of shape {} for one entry", shape_text(value.shape()));
            return Err(shapes(found, "one number"));
        }
        Indexed::View(view) => (view.places(), view.shape().to_vec()),
        Indexed::Places(places, shape) => (places, shape),
    };
    if let [Selector::Array(mask)] = selectors
        && mask.kind() == Kind::Bool
        && mask.axes() == array.axes()
        && value.axes() > 1
    {
        let found = format!("a value of shape {} for the entries of a mask", shape_text(value.shape()));
        return Err(shapes(found, "one number, or one for each entry in a row"));
    }
    // Axes of size 1 in front of a value may be left out.
    let extra = value.axes().saturating_sub(shape.len());
    let fits = value.shape()[..extra].iter().all(|&size| size == 1);
    let own = super::reshape(value, &value.shape()[if fits { extra } else { 0 }..])?;
    if broadcast(own.shape(), &shape).ok().as_ref() != Some(&shape) {
        let found = format!("a value of shape {}", shape_text(value.shape()));
        return Err(shapes(found, format!("one that fits the entries of shape {}", shape_text(&shape))));
    }
    array.set(&places, &spread(&own, &shape).scalars());
    Ok(())
}

/// What is known of a view while its axes are walked.
struct Walk {
    offset: isize,
    shape: Vec<usize>,
    strides: Vec<isize>,
    /// Which axes of the view stand for one array of places each.
    advanced: Vec<(usize, Vec<i64>, Vec<usize>)>,
}

fn indexed(array: &Array, selectors: &[Selector]) -> Result<Indexed> {
    let selectors = expanded(array, selectors)?;
    let is_advanced = selectors.iter().any(|selector| matches!(selector, Selector::Array(_)));
    let mut walk = Walk { offset: 0, shape: vec![], strides: vec![], advanced: vec![] };
    // Where the selecting arrays stand, to know whether their axes stay there or go to the front.
    let mut runs: Vec<usize> = Vec::new();
    let mut axis = 0;
    for (position, selector) in selectors.iter().enumerate() {
        match selector {
            Selector::NewAxis => {
                walk.shape.push(1);
                walk.strides.push(0);
            }
            Selector::Slice(start, stop, step) => {
                let (first, length, step) = slice(array.shape()[axis], *start, *stop, *step)?;
                walk.offset += first * array.strides()[axis];
                walk.shape.push(length);
                walk.strides.push(step * array.strides()[axis]);
                axis += 1;
            }
            Selector::Place(place) if !is_advanced => {
                walk.offset += place_of(*place, axis, array)? as isize * array.strides()[axis];
                axis += 1;
            }
            Selector::Place(place) => {
                runs.push(position);
                walk.advanced.push((axis, vec![*place], vec![]));
                axis += 1;
            }
            Selector::Array(own) => {
                runs.push(position);
                walk.advanced.push((axis, own.scalars().into_iter().map(Scalar::int).collect(), own.shape().to_vec()));
                axis += 1;
            }
            Selector::Rest => {}
        }
    }
    if !is_advanced {
        return Ok(Indexed::View(array.view(walk.offset, walk.shape, walk.strides)));
    }
    let together = runs.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let before = selectors[..runs[0]].iter().filter(|selector| !matches!(selector, Selector::Rest)).count();
    advanced(array, walk, if together { before } else { 0 })
}

/// The selectors with `...` written out, whole axes at the end, and masks as the places that they select.
fn expanded(array: &Array, selectors: &[Selector]) -> Result<Vec<Selector>> {
    let taken = |selector: &Selector| match selector {
        Selector::Array(own) if own.kind() == Kind::Bool => own.axes(),
        Selector::Place(_) | Selector::Slice(..) | Selector::Array(_) => 1,
        Selector::NewAxis | Selector::Rest => 0,
    };
    let used: usize = selectors.iter().map(taken).sum();
    if used > array.axes() {
        let found = format!("{used} indices into shape {}", shape_text(array.shape()));
        return Err(shapes(found, format!("at most {}", array.axes())));
    }
    if selectors.iter().filter(|selector| matches!(selector, Selector::Rest)).count() > 1 {
        return Err(shapes("`...` twice", "`...` once"));
    }
    let mut all = Vec::new();
    let mut axis = 0;
    let whole = std::iter::repeat_n(Selector::Slice(None, None, None), array.axes() - used);
    let mut rest = Some(whole);
    for selector in selectors {
        match selector {
            Selector::Rest => all.extend(rest.take().into_iter().flatten()),
            Selector::Array(mask) if mask.kind() == Kind::Bool => {
                let at = if rest.is_none() { axis + array.axes() - used } else { axis };
                all.extend(nonzero(mask, &array.shape()[at..], array)?);
            }
            Selector::Array(own) if own.kind() == Kind::Float => {
                return Err(crate::python::Fault::stopped("an index with a point", "whole numbers or a mask"));
            }
            other => all.push(other.clone()),
        }
        axis += taken(selector);
    }
    all.extend(rest.into_iter().flatten());
    Ok(all)
}

/// A mask's places, an array for each of its axes.
fn nonzero(mask: &Array, shape: &[usize], array: &Array) -> Result<Vec<Selector>> {
    if mask.axes() == 0 {
        return Err(shapes("a single truth value as an index", "a mask with axes"));
    }
    if !shape.starts_with(mask.shape()) {
        let found = format!("a mask of shape {}", shape_text(mask.shape()));
        return Err(shapes(found, format!("one that fits shape {}", shape_text(array.shape()))));
    }
    let chosen: Vec<usize> =
        mask.scalars().iter().enumerate().filter_map(|(place, value)| value.truth().then_some(place)).collect();
    let mut below = mask.size();
    let mut selectors = Vec::new();
    for &size in mask.shape() {
        below = below.checked_div(size).unwrap_or(0);
        let along = chosen.iter().map(|place| (place / below % size) as i64).collect();
        selectors.push(Selector::Array(Array::ints(&[chosen.len()], along)));
    }
    Ok(selectors)
}

/// Selecting arrays broadcast with each other; their axes come at `front` among those of slices.
fn advanced(array: &Array, walk: Walk, front: usize) -> Result<Indexed> {
    let mut common: Vec<usize> = vec![];
    for (_, _, shape) in &walk.advanced {
        common = broadcast(&common, shape)?;
    }
    let mut offsets = vec![0_isize; count(&common)?];
    for (axis, places, shape) in &walk.advanced {
        let own = spread(&Array::ints(shape, places.clone()), &common).scalars();
        for (offset, place) in offsets.iter_mut().zip(own) {
            *offset += place_of(place.int(), *axis, array)? as isize * array.strides()[*axis];
        }
    }
    let shape = [&walk.shape[..front], &common, &walk.shape[front..]].concat();
    count(&shape)?;
    let outer = array.view(walk.offset, walk.shape[..front].to_vec(), walk.strides[..front].to_vec());
    let mut places = Vec::with_capacity(shape.iter().product());
    for start in outer.places() {
        for offset in &offsets {
            let from = start as isize + offset;
            let inner = Inner { from, shape: &walk.shape[front..], strides: &walk.strides[front..] };
            inner.push(&mut places);
        }
    }
    Ok(Indexed::Places(places, shape))
}

/// A block of places behind a selected one.
struct Inner<'w> {
    from: isize,
    shape: &'w [usize],
    strides: &'w [isize],
}

impl Inner<'_> {
    fn push(&self, places: &mut Vec<usize>) {
        let (Some((&size, shape)), Some((&stride, strides))) = (self.shape.split_first(), self.strides.split_first())
        else {
            places.push(self.from as usize);
            return;
        };
        for k in 0..size as isize {
            Inner { from: self.from + k * stride, shape, strides }.push(places);
        }
    }
}

fn place_of(place: i64, axis: usize, array: &Array) -> Result<usize> {
    let size = array.shape()[axis];
    let from_start = if place < 0 { place + size as i64 } else { place };
    if (0..size as i64).contains(&from_start) {
        return Ok(from_start as usize);
    }
    let found = format!("index {place} along axis {axis} of shape {}", shape_text(array.shape()));
    Err(shapes(found, if size == 0 { "no index: it is empty".to_owned() } else { format!("0 to {}", size - 1) }))
}

/// First place, length and step of a slice, as Python takes them.
pub(crate) fn slice(
    size: usize,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<(isize, usize, isize)> {
    let (size, step) = (size as i64, step.unwrap_or(1));
    if step == 0 {
        return Err(crate::python::Fault::stopped("a slice of step 0", "a step that is not 0"));
    }
    let (low, high) = if step > 0 { (0, size) } else { (-1, size - 1) };
    let clamp = |place: i64| (if place < 0 { place.saturating_add(size) } else { place }).clamp(low, high);
    let start = start.map_or(if step > 0 { low } else { high }, clamp);
    let stop = stop.map_or(if step > 0 { high } else { low }, clamp);
    let distance = if step > 0 { stop - start } else { start - stop };
    let length = if distance > 0 { (distance - 1) / step.saturating_abs() + 1 } else { 0 };
    // A single entry has no neighbour to step to.
    let step = if length > 1 { step } else { 1 };
    Ok((if length > 0 { start as isize } else { 0 }, length as usize, step as isize))
}
