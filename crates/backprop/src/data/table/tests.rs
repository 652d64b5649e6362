use proptest::prelude::*;

use super::*;

const XOR: &str = "x1,x2,label\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n";

pub(super) fn read(text: &str) -> Table {
    Table::read(text).unwrap_or_else(|problem| panic!("{text:?} is no table: {problem:?}"))
}

/// What the guesses make of a text.
pub(super) fn guessed(table: &Table) -> Choice {
    let header = table.header();
    let (scaling, incomplete) = (Scaling::AsGiven, Incomplete::Refused);
    Choice { header, columns: table.guess(header), scaling, incomplete, classes: None }
}

fn import(text: &str) -> Result<Imported, TableProblems> {
    let table = read(text);
    table.points(&guessed(&table))
}

/// `[x₁, x₂, Y]` of every point.
fn points(text: &str) -> Vec<[f64; 3]> {
    let imported = import(text).unwrap_or_else(|problems| panic!("{text:?} gives no points: {problems:?}"));
    imported.examples.iter().map(|example| [example.x[0], example.x[1], example.y]).collect()
}

fn unfit(row: usize, column: Column, found: &str, expected: Expected) -> TableProblem {
    TableProblem::Unfit { row, column, found: found.to_owned(), expected }
}

fn problems(text: &str) -> Vec<TableProblem> {
    import(text).expect_err("a problem").first
}

fn column(place: usize, name: &str) -> Column {
    Column { place, name: Some(name.to_owned()).filter(|name| !name.is_empty()) }
}

#[test]
fn one_table_in_every_way_of_writing_it() {
    let expected = [[0.5, -1.0, -1.0], [-0.25, 2e-3, 1.0]];
    for (text, delimiter, header) in [
        ("x,y,label\n0.5,-1,a\n-0.25,2e-3,b\n", Delimiter::Comma, Header::Present),
        ("x,y,label\r\n0.5,-1,0\r\n-0.25,2e-3,1", Delimiter::Comma, Header::Present),
        ("\u{feff}0.5,-1,0\r-0.25,2e-3,1\r", Delimiter::Comma, Header::Absent),
        ("0.5\t-1\tfalse\n-0.25\t2e-3\ttrue\n", Delimiter::Tab, Header::Absent),
        ("\"x\";\"y\";\"in; out\"\n\"0.5\";\"-1\";\"in; it\"\n-0.25;2e-3;out", Delimiter::Semicolon, Header::Present),
        ("x;y;c\n0,5;-1;−1\n−0,25;2e-3;1\n", Delimiter::Semicolon, Header::Present),
        ("0,5\t-1\t-1\n-0,25\t0,002\t+1\n", Delimiter::Tab, Header::Absent),
        (" 0.5, -1, neg\n\n   \n -0.25,2e-3 ,pos\n,,\n\n", Delimiter::Comma, Header::Absent),
        ("# x y label\n0.5 -1  0\n -0.25   2e-3 1 \n", Delimiter::Spaces, Header::Present),
        ("x,y,label,\n0.5,-1,no,\n-0.25,2e-3,yes,\n", Delimiter::Comma, Header::Present),
        (",x1,x2,y\n0,0.5,-1,0\n1,-0.25,2e-3,1\n", Delimiter::Comma, Header::Present),
        ("label,x,y\n-,0.5,-1\n+,-0.25,2e-3\n", Delimiter::Comma, Header::Present),
        ("0,1,label\n0.5,-1,0\n-0.25,2e-3,1\n", Delimiter::Comma, Header::Present),
        ("\"0,5\",\"-1\",0\n\"-0,25\",\"0,002\",1\n", Delimiter::Comma, Header::Absent),
    ] {
        let table = read(text);
        assert_eq!((table.delimiter(), table.header()), (delimiter, header), "{text:?}");
        assert_eq!(points(text), expected, "{text:?}");
    }
}

#[test]
fn labels_have_an_order_and_can_be_swapped() {
    for (low, high) in [("-1", "1"), ("0", "1"), ("1", "2"), ("false", "True"), ("Cat", "dog"), ("7", "a"), ("-", "+")]
    {
        for [first, second] in [[low, high], [high, low]] {
            let text = format!("x,y,label\n1,2,{first}\n3,4,{second}\n5,6,{second}\n");
            let table = read(&text);
            let classes = |classes: Option<[&str; 2]>| {
                let classes = classes.map(|both| both.map(str::to_owned));
                let imported = table.points(&Choice { classes, ..guessed(&table) }).expect("points");
                let first = imported.examples[0].y;
                (imported.classes.map(|class| (class.written, class.count)), first)
            };
            let counts = if first == low { [1, 2] } else { [2, 1] };
            let natural = [(low.to_owned(), counts[0]), (high.to_owned(), counts[1])];
            let [minus, plus] = natural.clone();
            let y = if first == low { -1.0 } else { 1.0 };
            assert_eq!(classes(None), (natural, y), "{text:?}");
            assert_eq!(classes(Some([high, low])), ([plus, minus], -y), "{text:?} swapped");
        }
    }
}

#[test]
fn numbers_that_are_equal_are_one_label() {
    assert_eq!(
        points("1,2,1\n1,3,+1.0\n2,3,0\n2,2,-0\n").iter().filter(|point| point[2] > 0.0).count(),
        2,
        "1 and +1.0"
    );
}

#[test]
fn columns_are_guessed_by_name_and_content() {
    for (text, expected) in [
        ("x,y,label\n1,2,0\n3,5,1", [0, 1, 2]),
        ("x1,x2,y\n1,2,0\n3,5,1", [0, 1, 2]),
        ("target,a,b\n7,2,0\n3,5,1\n4,5,1", [1, 2, 0]),
        ("id,width,height,kind\n1,2,7,a\n2,4,7.5,b\n3,9,8,a", [1, 2, 3]),
        ("a,b,c,d\n1,7,0,2\n1,8,1,3\n1,7.5,0,9", [1, 3, 2]),
        ("0,0,0\n0,1,1\n1,0,1\n1,1,0", [0, 1, 2]),
        ("1,2,oh\n3,4,oh", [0, 1, 2]),
        ("yes,0.5,0.25\nno,0.75,0.5\nno,3,4", [1, 2, 0]),
        ("note,x,extra,y,class\nfine,1,3,2,a\nodd,2,4,3,b\nbad,4,7,1,b", [1, 3, 4]),
    ] {
        let table = read(text);
        let Columns { x1, x2, label } = table.guess(table.header());
        assert_eq!([x1, x2, label], expected, "{text:?}");
    }
}

#[test]
fn a_header_is_words_above_numbers() {
    for (text, expected) in [
        ("1,2,a\n3,4,b", Header::Absent),
        ("x,y,z\n3,4,b", Header::Present),
        ("oops,2,a\n3,4,b\n5,6,a", Header::Absent),
        ("1.2.3,2,a\n3,4,b\n5,6,a", Header::Absent),
        ("NA,NaN,a\n3,4,b\n5,6,a", Header::Absent),
        ("x,y,label", Header::Present),
        ("1,2,label", Header::Absent),
        ("x,y,label\n1,oops,0\n2,3,1\n3,4,1", Header::Present),
    ] {
        assert_eq!(read(text).header(), expected, "{text:?}");
    }
    let table = read(XOR);
    let choice = Choice { header: Header::Absent, ..guessed(&table) };
    let found = table.points(&choice).expect_err("the header is no point").first;
    assert_eq!(found[0], unfit(1, column(0, ""), "x1", Expected::Number), "a header that is read as a point");
}

#[test]
fn problems_name_their_row_and_column() {
    let head = "x,y,label\r\n\r\n1,2,a\r\n";
    let (x, y, label) = (|| column(0, "x"), || column(1, "y"), || column(2, "label"));
    for (row, expected) in [
        ("NaN,2,b", unfit(4, x(), "NaN", Expected::Finite)),
        ("1,-inf,b", unfit(4, y(), "-inf", Expected::Finite)),
        ("1,∞,b", unfit(4, y(), "∞", Expected::Finite)),
        ("1,2,nan", unfit(4, label(), "nan", Expected::Finite)),
        ("one,2,b", unfit(4, x(), "one", Expected::Number)),
        ("1,\"1,234\",b", unfit(4, y(), "1,234", Expected::Number)),
        ("1,,b", unfit(4, y(), "", Expected::Value)),
        ("NA,1,b", unfit(4, x(), "NA", Expected::Value)),
        ("1,2,", unfit(4, label(), "", Expected::Value)),
        ("1,2", TableProblem::Ragged { row: 4, found: 2, expected: 3 }),
        ("1,2,b,4", TableProblem::Ragged { row: 4, found: 4, expected: 3 }),
        ("1e999,2,b", unfit(4, x(), "1e999", Expected::Within(1e6))),
        ("1,-1000000.1,b", unfit(4, y(), "-1000000.1", Expected::Within(1e6))),
        ("5,6,b\n7,8,c", unfit(5, label(), "c", Expected::OneOf(["a", "b"].map(str::to_owned)))),
    ] {
        let text = format!("{head}{row}\n3,4,b\n5,6,a\n3,4,b\n5,6,a\n");
        assert_eq!(problems(&text), [expected], "{row:?}");
    }
    let everything = "x,y,label\nNaN,oops,\n1,2\n1,2,a\n3,4,a\n";
    assert_eq!(problems(everything).len(), 5, "everything wrong with a row is told, and the rows after it");
    let one = problems("x,y,label\n1,2,a\n3,4,a\n");
    assert_eq!(one, [TableProblem::OneClass { column: column(2, "label"), class: "a".to_owned() }], "one class");
}

#[test]
fn tables_that_give_no_points() {
    for text in ["", "  \n\r\n", "\u{feff}"] {
        assert_eq!(Table::read(text), Err(TableProblem::NoRows), "{text:?}");
    }
    assert_eq!(problems("x,y,label\n"), [TableProblem::NoRows], "a header alone");
    assert_eq!(problems("1,2\n3,4\n"), [TableProblem::TooFewColumns { found: 2 }], "two columns");
    assert_eq!(problems("abc"), [TableProblem::TooFewColumns { found: 1 }], "a word");
    assert!(matches!(problems("1,2,0")[..], [TableProblem::OneClass { .. }]), "one row has one class");
    let wide = "1,".repeat(MOST_COLUMNS + 1);
    let too_wide = TableProblem::TooManyColumns { found: MOST_COLUMNS + 1, most: MOST_COLUMNS };
    assert_eq!(Table::read(&wide), Err(too_wide), "columns");
    let too_long = TableProblem::TooLong { found: MOST_BYTES + 1, most: MOST_BYTES };
    assert_eq!(Table::read(&"1".repeat(MOST_BYTES + 1)), Err(too_long), "bytes");

    let table = read(XOR);
    let choice = guessed(&table);
    let twice = Choice { columns: Columns { x1: 1, x2: 1, label: 2 }, ..choice.clone() };
    let expected = TableProblem::SameColumnTwice { column: column(1, "x2") };
    assert_eq!(table.points(&twice), Err(expected.into()), "x₁ and x₂ from one column");
    let beyond = Choice { columns: Columns { x1: 0, x2: 1, label: 9 }, ..choice.clone() };
    assert_eq!(table.points(&beyond), Err(TableProblem::TooFewColumns { found: 3 }.into()), "no such column");
}

#[test]
fn a_long_table_names_the_first_row_that_is_too_many() {
    let rows = |count: usize| -> String { (0..count).map(|row| ["7,0.5,0\n", "8,1,1\n"][row % 2]).collect() };
    assert_eq!(points(&rows(5000)).len(), 5000, "as many as may be");
    assert_eq!(points(&format!("x,y,label\n{}", rows(5000))).len(), 5000, "and a header");
    let too_many = |row, found| TableProblem::TooManyRows { row, found, most: 5000 };
    assert_eq!(problems(&rows(5001)), [too_many(5001, 5001)], "one too many");
    assert_eq!(problems(&format!("x,y,label\n{}", rows(5001))), [too_many(5002, 5001)], "one too many below a header");
    assert_eq!(problems(&rows(300_000)), [too_many(5001, 300_000)], "far too many");
}

#[test]
fn problems_are_listed_up_to_a_bound() {
    let text = format!("x,y,label\n1,2,a\n{}", "NaN,2,b\n".repeat(100));
    // Most of the column is numbers, NaN among them.
    let found = import(&text).expect_err("a hundred problems");
    assert_eq!(
        (found.first.len(), found.more),
        (TableProblems::LISTED, 100 - TableProblems::LISTED),
        "listed and counted"
    );
}

#[test]
fn standardising_gives_mean_0_and_deviation_1() {
    let text = "x,y,label\n1000000000,5,a\n1000000002,5,b\n1000000004,5,b\n";
    let table = read(text);
    let choice = guessed(&table);
    assert!(table.points(&choice).is_err(), "too far out as given");
    let imported = table.points(&Choice { scaling: Scaling::Standardised, ..choice.clone() }).expect("points");
    let deviation = (8.0f64 / 3.0).sqrt();
    assert_eq!(
        imported.axes,
        [Axis { mean: 1e9 + 2.0, deviation }, Axis { mean: 5.0, deviation: 0.0 }],
        "what was done"
    );
    assert_eq!(imported.scaling, Scaling::Standardised, "that it was done");
    let x: Vec<[f64; 2]> = imported.examples.iter().map(|example| example.x).collect();
    assert_eq!(x, [[-2.0 / deviation, 0.0], [0.0, 0.0], [2.0 / deviation, 0.0]], "a constant axis stays in the middle");
}

#[test]
fn standardising_is_recommended_where_points_lie_far_from_1() {
    for (text, expected) in [
        ("-1,0.5,a\n1,-0.5,b", false),
        ("0,0,a\n1,1,b", false),
        ("100,0,a\n300,1,b", true),
        ("5,0.1,a\n5.5,-0.1,b", true),
        ("0.001,0.02,a\n0.002,0.03,b", true),
        ("0.5,1,a\n-0.5,1,b", false),
    ] {
        assert_eq!(import(text).expect("points").should_be_standardised(), expected, "{text:?}");
    }
}

#[test]
fn commas_are_decimal_marks_only_where_that_is_sure() {
    for (text, expected) in [
        ("1,5\t2\t0\n2\t3\t1", Mark::Comma),
        ("0,125\t2\t0\n2\t3\t1", Mark::Comma),
        ("1,234;5;0\n2;3;1", Mark::Comma),
        ("1,234\t2\t0\n2\t3\t1", Mark::Point),
        ("1,5\t2.5\t0\n2\t3\t1", Mark::Point),
        ("\"1,5\",2,0\n2,3,1", Mark::Comma),
        ("\"1,234\",2,0\n2,3,1", Mark::Point),
    ] {
        assert_eq!(read(text).mark(), expected, "{text:?}");
    }
}

#[test]
fn rows_are_lines_of_the_text() {
    let table = read("x,y,label\r\n\r\n1,2,\"two\r\nlines\"\r\n3,4,b\r\r\n\n5,6,b\n");
    let lines: Vec<usize> = table.first(table.header(), 9).map(|(line, _)| line).collect();
    assert_eq!(lines, [3, 5, 8], "blank lines and quoted line ends count");
    let table = read("1 2 a\n\n 3  4 b\n");
    let lines: Vec<usize> = table.first(table.header(), 9).map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 3], "spaces between the fields");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn points_come_back_as_they_were_written(
        rows in prop::collection::vec((-1e6..1e6f64, prop::num::f64::NORMAL.prop_map(|x| x % 1e6), any::<bool>()), 2..40),
        delimiter in prop::sample::select(&[",", ";", "\t", "  ", ", "][..]),
        line_end in prop::sample::select(&["\n", "\r\n", "\r"][..]),
        header in any::<bool>(),
        words in prop::sample::select(&[["-1", "1"], ["0", "1"], ["\"down\"", "up"]][..]),
    ) {
        let (first, second) = (usize::from(rows[0].2), usize::from(!rows[0].2));
        let label = |place: usize, is_up: bool| if place == 1 { second } else { usize::from(is_up) };
        let mut text = String::new();
        if header {
            text.push_str(&["x1", "x2", "label"].join(delimiter));
            text.push_str(line_end);
        }
        for (place, (a, b, is_up)) in rows.iter().enumerate() {
            text.push_str(&[a.to_string(), format!("{b:e}"), words[label(place, *is_up)].to_owned()].join(delimiter));
            text.push_str(line_end);
        }
        prop_assert_eq!(first + second, 1, "both classes");
        let expected: Vec<[f64; 3]> = rows
            .iter()
            .enumerate()
            .map(|(place, (a, b, is_up))| [*a, *b, if label(place, *is_up) == 1 { 1.0 } else { -1.0 }])
            .collect();
        let table = read(&text);
        let header = if header { Header::Present } else { Header::Absent };
        prop_assert_eq!(table.header(), header, "{}", text);
        let choice = Choice { header, columns: Columns { x1: 0, x2: 1, label: 2 }, ..guessed(&table) };
        let imported = table.points(&choice);
        prop_assert!(imported.is_ok(), "{}: {:?}", text, imported);
        let points: Vec<[f64; 3]> =
            imported.expect("points").examples.iter().map(|example| [example.x[0], example.x[1], example.y]).collect();
        prop_assert_eq!(points, expected, "{}", text);
    }

    #[test]
    fn any_text_is_points_or_problems(text in "([0-9a-zA-Zé−.,;\t \"'\r\n#+-]|NaN|\\PC){0,200}", scaling in any::<bool>()) {
        let scaling = if scaling { Scaling::Standardised } else { Scaling::AsGiven };
        if let Ok(table) = Table::read(&text) {
            for header in [Header::Present, Header::Absent] {
                let choice = Choice { header, scaling, columns: table.guess(header), ..guessed(&table) };
                match table.points(&choice) {
                    Ok(imported) => {
                        prop_assert_eq!(imported.examples.len(), table.count(header), "every row");
                        prop_assert!(imported.examples.iter().all(|e| e.x.iter().all(|x| x.abs() <= 1e6)), "within range");
                        prop_assert!(imported.classes.iter().all(|class| class.count > 0), "both classes");
                    }
                    Err(problems) => prop_assert!(!problems.first.is_empty(), "a reason"),
                }
            }
        }
    }
}
