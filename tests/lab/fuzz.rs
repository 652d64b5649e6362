//! The array parser against anything: texts changed at random, the same on every machine.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use backprop_playground::lab::{self, Format};

/// Where mutations start: every notation, and every reason for which a text is refused.
const CORPUS: [&str; 27] = [
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
    "\\left[\\begin{array}{rr} 1 & -2 \\\\ 3 \\times 10^{-7} & 4 \\end{array}\\right]",
    "all_weights[0] = np.array([[1, 2]]).T\nall_weights[1] = [True]",
    "b = [array([1., 2.]), array([3.])], <tf.Tensor: shape=()",
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

/// What became of the texts so far.
#[derive(Debug, Default)]
struct Tally {
    texts: usize,
    bytes: usize,
    arrays: usize,
    numbers: usize,
    /// How often each reason was given, so that one sees that all are reached.
    refused: BTreeMap<String, usize>,
    slowest: Duration,
}

impl Tally {
    /// Asserts what holds for every text, array or not. Returns whether it holds arrays.
    fn check(&mut self, text: &str) -> bool {
        let began = Instant::now();
        let read = lab::parse_all(text);
        let one = lab::parse(text);
        self.slowest = self.slowest.max(began.elapsed());
        self.texts += 1;
        self.bytes += text.len();
        for problem in [one.as_ref().err(), read.as_ref().err()].into_iter().flatten() {
            let lines = 1 + text.matches(['\n', '\r']).count();
            assert!((1..=lines).contains(&problem.line), "{problem} is in {text:?}");
            assert!((1..=text.chars().count() + 1).contains(&problem.column), "{problem} is in {text:?}");
            let reason: String = format!("{:?}", problem.expected).chars().take_while(|c| c.is_alphabetic()).collect();
            *self.refused.entry(reason).or_default() += 1;
        }
        for named in read.iter().flatten() {
            let array = &named.array;
            assert!(array.shape().is_accepted() && array.is_finite(), "{array:?} of {text:?}");
            let again = lab::parse(&lab::print(array, Format::NumPy));
            assert_eq!(again.as_ref(), Ok(array), "read, printed and read: {text:?}");
            self.arrays += 1;
            self.numbers += array.values().len();
        }
        read.is_ok()
    }
}

/// Ten thousand texts; `FUZZ_INPUTS=10000000 cargo test --release --test lab fuzz -- --nocapture` for ten million.
#[test]
fn fuzz_the_array_parser() {
    let from_environment = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let inputs = from_environment("FUZZ_INPUTS").unwrap_or(10_000);
    let mut random = Random(from_environment("FUZZ_SEED").unwrap_or(1) | 1 << 40);
    let mut tally = Tally::default();
    let corpus: Vec<Vec<char>> = CORPUS.iter().map(|text| text.chars().collect()).collect();
    // Texts that are taken are changed further; short ones, or all would end as long comments.
    let mut pool = corpus.clone();
    for _ in 0..inputs {
        let from = if random.below(2) == 0 { &corpus } else { &pool };
        let mut text = from[random.below(from.len())].clone();
        mutate(&mut text, &mut random);
        let taken = tally.check(&text.iter().collect::<String>());
        if taken && text.len() < 80 && !text.contains(&'#') && !text.contains(&'%') {
            let place = random.below(1000);
            if place < pool.len() { pool[place] = text } else { pool.push(text) }
        }
    }
    println!("{tally:#?}");
    assert!(tally.slowest < Duration::from_secs(2), "600 characters took {:?}", tally.slowest);
}
