//! The way of the keyboard through a table of numbers.

/// A row and a column, from 0.
pub(in crate::ui) type Place = (usize, usize);

/// Where an arrow key, Home or End leads from a cell of a table of so many rows and columns; `None` where it leads nowhere.
pub(in crate::ui) fn neighbour((row, column): Place, (rows, columns): Place, key: &str) -> Option<Place> {
    let next = match key {
        "ArrowLeft" => (row, column.checked_sub(1)?),
        "ArrowRight" => (row, column + 1),
        "ArrowUp" => (row.checked_sub(1)?, column),
        "ArrowDown" => (row + 1, column),
        "Home" => (row, 0),
        "End" => (row, columns.checked_sub(1)?),
        _ => return None,
    };
    (next.0 < rows && next.1 < columns).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_within_the_table() {
        for (from, key, expected) in [
            ((0, 0), "ArrowLeft", None),
            ((0, 2), "ArrowRight", None),
            ((0, 1), "ArrowRight", Some((0, 2))),
            ((1, 0), "ArrowUp", Some((0, 0))),
            ((0, 0), "ArrowDown", Some((1, 0))),
            ((1, 2), "ArrowDown", None),
            ((1, 0), "End", Some((1, 2))),
            ((1, 2), "Home", Some((1, 0))),
            ((1, 2), "x", None),
        ] {
            assert_eq!(neighbour(from, (2, 3), key), expected, "{key} from {from:?}");
        }
        assert_eq!(neighbour((0, 0), (0, 0), "End"), None, "nowhere");
    }
}
