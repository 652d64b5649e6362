//! The graph of the computation as data: what is connected, and what is known at each step.

use super::{Quantity, StepId, steps::Pass};

use Quantity::{Bi, Bo, H, S, Wi, Wo, X, Y, Ybar, Z};

/// A dependence: `to` is computed from `from`. Values flow along it, gradients against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// What is taken.
    pub from: Quantity,
    /// What is made.
    pub to: Quantity,
}

/// Every edge, in the order of the forward pass.
pub const EDGES: [Edge; 9] = [
    Edge { from: X, to: Z },
    Edge { from: Wi, to: Z },
    Edge { from: Bi, to: Z },
    Edge { from: Z, to: H },
    Edge { from: H, to: Ybar },
    Edge { from: Wo, to: Ybar },
    Edge { from: Bo, to: Ybar },
    Edge { from: Ybar, to: S },
    Edge { from: Y, to: S },
];

/// Whether a number is there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Known {
    /// A later step makes it, or none does.
    NotYet,
    /// This step makes it.
    Now,
    /// It was given, or an earlier step made it.
    Before,
}

/// The graph at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Every quantity, in the order of the forward pass.
    pub nodes: [NodeState; 10],
    /// The edges that the step uses: a forward one for values, a backward one for gradients, which flow against them.
    pub active: Vec<Edge>,
}

/// What is known of a quantity at one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeState {
    /// Which.
    pub node: Quantity,
    /// Its value.
    pub value: Known,
    /// Its gradient ∂s/∂node. That of s itself, 1, is known from ∂s/∂Ȳ on.
    pub gradient: Known,
    /// Whether the step takes part of it: its value forward, its value or its gradient backward.
    pub is_read: bool,
}

/// A key that moves from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards the input.
    Left,
    /// Towards the loss.
    Right,
    /// Up in the same column.
    Up,
    /// Down in the same column.
    Down,
}

/// The nodes column by column as they are drawn, from the input to the loss, each column from the top.
pub const COLUMNS: [&[Quantity]; 5] = [&[X, Wi, Bi], &[Z], &[H, Wo, Bo], &[Ybar, Y], &[S]];

/// The graph at `step`.
pub fn picture(step: StepId) -> Picture {
    let nodes = Quantity::ALL.map(|node| NodeState {
        node,
        value: StepId::making(Pass::Forward, node).map_or(Known::Before, |made| known(made, step)),
        gradient: gradient_known(node, step),
        is_read: reads(step).contains(&node),
    });
    Picture { nodes, active: active(step) }
}

/// The node that a key leads to; `None` at the edge of the picture.
///
/// Left and right keep the row where the next column has it, else they go to that column's last node.
pub fn neighbor(node: Quantity, direction: Direction) -> Option<Quantity> {
    let (column, row) = place(node);
    let beside = |column: usize| COLUMNS.get(column).and_then(|nodes| nodes.get(row).or(nodes.last())).copied();
    match direction {
        Direction::Left => beside(column.checked_sub(1)?),
        Direction::Right => beside(column + 1),
        Direction::Up => COLUMNS[column].get(row.checked_sub(1)?).copied(),
        Direction::Down => COLUMNS[column].get(row + 1).copied(),
    }
}

/// Column and row of `node` in [`COLUMNS`].
pub fn place(node: Quantity) -> (usize, usize) {
    let in_column = |nodes: &&[Quantity]| nodes.iter().position(|&other| other == node);
    COLUMNS.iter().enumerate().find_map(|(column, nodes)| Some((column, in_column(nodes)?))).unwrap_or_default()
}

fn known(made: StepId, step: StepId) -> Known {
    match made.cmp(&step) {
        std::cmp::Ordering::Less => Known::Before,
        std::cmp::Ordering::Equal => Known::Now,
        std::cmp::Ordering::Greater => Known::NotYet,
    }
}

fn gradient_known(node: Quantity, step: StepId) -> Known {
    match (node, StepId::making(Pass::Backward, node)) {
        (_, Some(made)) => known(made, step),
        (S, None) if step > StepId::S => Known::Before,
        _ => Known::NotYet,
    }
}

/// A forward step uses all edges into what it makes; a backward step the one edge out of it.
fn active(step: StepId) -> Vec<Edge> {
    let Some(node) = step.quantity() else {
        return Vec::new();
    };
    let used = |edge: &Edge| match step.pass() {
        Pass::Forward => edge.to == node,
        Pass::Backward => edge.from == node,
        Pass::Update => false,
    };
    EDGES.into_iter().filter(used).collect()
}

/// The quantities whose numbers stand in a step's formula.
const fn reads(step: StepId) -> &'static [Quantity] {
    match step {
        StepId::Z => &[X, Wi, Bi],
        StepId::Ybar => &[H, Wo, Bo],
        StepId::S | StepId::DsDybar => &[Ybar, Y],
        StepId::DsDwo => &[Ybar, H],
        StepId::DsDbo => &[Ybar],
        StepId::DsDh => &[Ybar, Wo],
        StepId::DsDz => &[H, Z],
        StepId::DsDwi => &[Z, X],
        StepId::H | StepId::DsDbi => &[Z],
        StepId::DsDx => &[Z, Wi],
        StepId::Update => &[Wi, Bi, Wo, Bo],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    #[test]
    fn every_number_becomes_known_once_and_stays() {
        for node in Quantity::ALL {
            let pictures: Vec<_> = StepId::ALL.iter().map(|&step| picture(step).nodes[node as usize]).collect();
            assert!(pictures.iter().all(|state| state.node == node), "{node}: nodes are in order");
            assert!(pictures[12].value == Known::Before, "{node} has a value at the end");
            assert_eq!(pictures[12].gradient == Known::Before, node.has_gradient(), "{node} has a gradient at the end");
            for of in [|state: &NodeState| state.value, |state: &NodeState| state.gradient] {
                let order = |known: Known| [Known::NotYet, Known::Now, Known::Before].iter().position(|k| *k == known);
                assert!(pictures.is_sorted_by_key(|state| order(of(state))), "{node}: nothing is forgotten");
                assert!(pictures.iter().filter(|state| of(state) == Known::Now).count() <= 1, "{node} is made once");
            }
        }
    }

    #[test]
    fn what_a_step_reads_is_known() {
        for &step in StepId::ALL {
            let picture = picture(step);
            for state in picture.nodes.iter().filter(|state| state.is_read) {
                assert_eq!(state.value, Known::Before, "{} reads {}", step.name(), state.node);
            }
            let made = picture.nodes.iter().filter(|state| state.value == Known::Now || state.gradient == Known::Now);
            assert_eq!(made.count(), usize::from(step != StepId::Update), "{} makes one thing", step.name());
        }
    }

    #[test]
    fn gradients_arrive_against_the_edges() {
        for step in StepId::ALL.iter().copied().filter(|step| step.pass() == Pass::Backward) {
            let picture = picture(step);
            let [edge] = picture.active.as_slice() else { panic!("{} uses one edge", step.name()) };
            assert_eq!(Some(edge.from), step.quantity(), "{}", step.name());
            let above = picture.nodes[edge.to as usize];
            assert_eq!(above.gradient, Known::Before, "{} needs the gradient of {}", step.name(), edge.to);
        }
    }

    #[test]
    fn keys_reach_every_node_and_come_back() {
        let mut reached = vec![Quantity::X];
        let all = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
        let mut index = 0;
        while let Some(&node) = reached.get(index) {
            for next in all.into_iter().filter_map(|direction| neighbor(node, direction)) {
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
            index += 1;
        }
        assert_eq!(reached.len(), Quantity::ALL.len(), "{reached:?}");
        assert_eq!(neighbor(X, Direction::Left), None, "the input is the first");
        assert_eq!(neighbor(S, Direction::Right), None, "the loss is the last");
        assert_eq!(neighbor(Bi, Direction::Up), Some(Wi), "up in a column");
    }
}
