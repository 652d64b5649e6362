//! What people choose about a table.

use super::{
    tests::{guessed, read},
    *,
};

const IRIS: &str = "long,wide,kind\n1,2,rose\n3,4,iris\nx,NA,lily\n5,6,rose\n7,8,iris\n9,9,lily\n";

fn chosen(classes: [&str; 2], choice: Choice) -> Choice {
    Choice { classes: Some(classes.map(str::to_owned)), ..choice }
}

#[test]
fn two_of_several_classes_are_taken_and_the_rest_is_counted() {
    let table = read(IRIS);
    let labels: Vec<_> =
        table.labels(2, Header::Present).into_iter().map(|class| (class.written, class.count)).collect();
    let expected = [("iris", 2), ("lily", 2), ("rose", 2)].map(|(written, count)| (written.to_owned(), count));
    assert_eq!(labels, expected, "in their order");
    assert!(table.points(&guessed(&table)).is_err(), "three are too many");
    let imported = table.points(&chosen(["rose", "iris"], guessed(&table))).expect("no row of either is wrong");
    assert_eq!(
        imported.left_out,
        LeftOut { incomplete: 0, others: 2 },
        "what is wrong with the others does not matter"
    );
    let points: Vec<_> = imported.examples.iter().map(|example| (example.x[0], example.y)).collect();
    assert_eq!(points, [(1.0, -1.0), (3.0, 1.0), (5.0, -1.0), (7.0, 1.0)], "rose is −1");
    let found = table.points(&chosen(["lily", "iris"], guessed(&table))).expect_err("a word and a gap").first;
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn incomplete_rows_are_left_out_on_request_and_counted() {
    let text = "x,y,label\n1,2,a\n,2,a\n3,NA,b\n4,NaN,b\n5,6,\n7,8\n9,10,b\n";
    let table = read(text);
    let refused = table.points(&guessed(&table)).expect_err("five rows lack something");
    assert_eq!((refused.first.len(), refused.incomplete), (5, 5), "{refused:?}");
    let leave_out = Choice { incomplete: Incomplete::LeftOut, ..guessed(&table) };
    let imported = table.points(&leave_out).expect("two whole rows");
    assert_eq!((imported.examples.len(), imported.left_out), (2, LeftOut { incomplete: 5, others: 0 }), "the count");
    for (row, problem) in [("oops,2,a", "a word"), ("1,2,a,4", "too long"), ("inf,2,a", "an infinity")] {
        let table = read(&format!("{text}{row}\n"));
        let found = table.points(&leave_out).expect_err(problem).first;
        assert_eq!(found.len(), 1, "{problem} is not incomplete: {found:?}");
    }
    let table = read("x,y,label\n1,2,a\n3,4,a\n5,,b\n");
    let found = table.points(&leave_out).expect_err("one class").first;
    assert!(matches!(found[..], [TableProblem::OneClass { .. }]), "the other is left out: {found:?}");
}

#[test]
fn the_separator_can_be_overruled() {
    let text = "1;2,0\n3;4,1\n";
    let found = Delimiter::ALL.map(|delimiter| {
        let table = Table::read_as(text, delimiter).expect("a table");
        (table.delimiter() == delimiter, table.columns())
    });
    assert_eq!(found, [(true, 2), (true, 2), (true, 1), (true, 1)], "as was said");
    let table = Table::read_as("a b 0,5 1\nc d 1,5 0\n", Delimiter::Spaces).expect("a table");
    assert_eq!((table.columns(), table.mark()), (4, Mark::Comma), "decimal commas are still found");
}

#[test]
fn a_column_of_measurements_has_no_classes_to_choose_from() {
    let rows: Vec<String> = (0..60).map(|row| format!("{row},{row},{}.5", row % 51)).collect();
    let text = rows.join("\n");
    assert_eq!(read(&text).labels(2, Header::Absent), [], "51 different numbers");
}
