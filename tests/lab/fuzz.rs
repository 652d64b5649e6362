//! The array parser against anything: texts changed at random, the same on every machine.

use std::time::{Duration, Instant};

use backprop_playground::lab::{self, Format};

/// Where mutations start: every notation, and every reason for which a text is refused.
const CORPUS: [&str; 24] = [
    "[[ 0.29682018 0.02620921 0.03910291 0.31660917\n0.85846755 0.96218481]\n[ 0.9960161 0.4369152\n0.4169376]]",
    "#x_input\n[[1. 2.]\n [3. 4.]]\n#b\n[ 5. 6. ]",
    "np.array([[1, 2], [3, 4]], dtype=np.float32)",
    "array([[1., 2.],\n       [3., 4.]], shape=(2, 2), dtype='float64')",
    "tensor([[1., 2.], [3., 4.]], grad_fn=<MmBackward0>)",
    "[np.float64(0.1), np.float64(-2e-3)]",
    "W = [1 2; 3 4]; % weights\nb = [5, 6];",
    "[[1 2 ... 3 4]\n ...\n [5 6 … 7 8]]",
    "1,2,3\n4,5,6\n",
    "1.5;2,5\n3;4",
    "1\t2\t\t3\r\n4\t5\t6\r",
    "−1.5e−3 –2 ﹣3 －4 +.5 1.",
    "[nan, -inf, None, ∞, 1e999]",
    "((1, 2), (3, 4,),)",
    "{{1, 2}, {3, 4}}",
    "[[1, 2], [3]]",
    "[[[1]]]",
    "((((((((1))))))))",
    "W: [[1, 2], [3, 4]]",
    "A =\n\n   1   2\n   3   4\n",
    "\u{feff}\u{a0}1\u{2009}2\u{200b} 3",
    "1.2.3 4e 5e+ --6 7x 8_9",
    "[[1，2]；[3 4]]",
    "",
];

/// Pieces that a reader of arrays may stumble over.
const PIECES: [&str; 40] = [
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    " ",
    "#",
    "%",
    "'",
    "\"",
    "<",
    "=",
    ":",
    ".",
    "...",
    "…",
    "-",
    "−",
    "+",
    "e",
    "E",
    "0",
    "1",
    "1e308",
    "nan",
    "inf",
    "np.array(",
    "dtype=",
    "x",
    "é",
    "\u{2028}",
    "\u{0}",
    "1e-400",
    "123456789012345678901234567890",
];

/// xorshift64*: the same texts on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).expect("31 bits") % limit.max(1)
    }
}

/// One to eight changes to `text`: insert a piece, cut out a part, double a part, splice in another text.
fn mutate(text: &mut Vec<char>, random: &mut Random) {
    for _ in 0..=random.below(8) {
        let at = random.below(text.len() + 1);
        let to = (at + random.below(12)).min(text.len());
        match random.below(6) {
            0 | 1 => drop(text.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
            2 => drop(text.drain(at..to)),
            3 => {
                let part: Vec<char> = text[at..to].to_vec();
                text.splice(at..at, part.repeat(1 + random.below(4)));
            }
            4 => drop(text.splice(at..to, PIECES[random.below(PIECES.len())].chars())),
            _ => {
                let other: Vec<char> = CORPUS[random.below(CORPUS.len())].chars().collect();
                let from = random.below(other.len() + 1);
                text.splice(at..to, other[from..].iter().copied());
            }
        }
        text.truncate(600);
    }
}

/// What holds for every text, array or not. Returns how many arrays were read.
fn check_any_text(text: &str) -> usize {
    if let Err(problem) = lab::parse(text) {
        let lines = 1 + text.matches('\n').count() + text.matches('\r').count();
        assert!((1..=lines).contains(&problem.line), "{problem} is in {text:?}");
        assert!((1..=text.chars().count() + 1).contains(&problem.column), "{problem} is in {text:?}");
    }
    let arrays = lab::parse_all(text).unwrap_or_default();
    for named in &arrays {
        let array = &named.array;
        assert!(array.shape().is_accepted() && array.first_not_finite().is_none(), "{array:?} of {text:?}");
        let again = lab::parse(&lab::print(array, Format::NumPy));
        assert_eq!(again.as_ref(), Ok(array), "read, printed and read: {text:?}");
    }
    arrays.len()
}

/// Ten thousand texts; `FUZZ_INPUTS=10000000 cargo test --release --test lab fuzz -- --nocapture` for ten million.
#[test]
fn fuzz_the_array_parser() {
    let inputs: usize = std::env::var("FUZZ_INPUTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let seed: u64 = std::env::var("FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let (mut random, began) = (Random(seed | 1 << 40), Instant::now());
    let (mut accepted, mut arrays, mut bytes, mut slowest) = (0_usize, 0_usize, 0_usize, Duration::ZERO);
    // Texts that are taken are kept to be changed further, so that mutations do not always start from the same.
    let mut pool: Vec<Vec<char>> = CORPUS.iter().map(|text| text.chars().collect()).collect();
    for _ in 0..inputs {
        let mut text = pool[random.below(pool.len())].clone();
        mutate(&mut text, &mut random);
        let string: String = text.iter().collect();
        let started = Instant::now();
        let found = check_any_text(&string);
        slowest = slowest.max(started.elapsed());
        bytes += string.len();
        arrays += found;
        if found > 0 {
            accepted += 1;
            let place = CORPUS.len() + random.below(1000);
            if place < pool.len() { pool[place] = text } else { pool.push(text) }
        }
    }
    println!(
        "{inputs} texts, {bytes} bytes, {accepted} taken with {arrays} arrays, slowest {slowest:?}, all {:?}",
        began.elapsed()
    );
    assert!(slowest < Duration::from_secs(2), "600 characters took {slowest:?}");
}
