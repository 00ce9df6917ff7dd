//! What is asked, in which order, and the laws of the order.

use super::*;
use proptest::prelude::*;

fn link(left: u32, right: u32, probability: f64) -> ReviewLink {
    ReviewLink { left, right, probability, open: probability < 0.5 }
}

/// Asks about `clusters` (per record its cluster) and expects pairs of records, the sides in records and the gain.
#[track_caller]
fn check(
    clusters: &[u32],
    links: &[ReviewLink],
    must: &[(u32, u32)],
    never: &[(u32, u32)],
    expected: &[(u32, u32, usize, usize, f64)],
) {
    let found = questions(&Doubts { clusters, links, must, never });
    let told: Vec<(u32, u32, usize, usize)> =
        found.iter().map(|one| (one.left, one.right, one.left_side.len(), one.right_side.len())).collect();
    let wanted: Vec<(u32, u32, usize, usize)> = expected.iter().map(|one| (one.0, one.1, one.2, one.3)).collect();
    assert_eq!(told, wanted);
    for (question, (.., gain)) in found.iter().zip(expected) {
        assert!((question.gain - gain).abs() < 1e-9, "{question:?}");
    }
}

/// The doubt of a present answer that is wrong with this probability, if a pair could be asked alone.
fn doubt(wrong: f64) -> f64 {
    let odds = wrong / (1.0 - wrong);
    odds * odds / (1.0 + odds * odds)
}

#[test]
fn two_large_clusters_come_before_a_more_doubtful_small_pair() {
    let clusters = [0, 0, 1, 1, 2, 3];
    let between = [(0, 2), (0, 3), (1, 2), (1, 3)].map(|(left, right)| link(left, right, 0.4));
    let links = [between.as_slice(), &[link(4, 5, 0.45)]].concat();
    check(&clusters, &links, &[], &[], &[(0, 2, 2, 2, 4.0 * doubt(0.4)), (4, 5, 1, 1, doubt(0.45))]);
}

#[test]
fn one_link_between_two_large_clusters_is_less_than_it_seems() {
    let clusters = [0, 0, 0, 1, 1, 1, 2, 3];
    let links = [link(0, 3, 0.9), link(6, 7, 0.4)];
    check(&clusters, &links, &[], &[], &[(6, 7, 1, 1, doubt(0.4)), (0, 3, 3, 3, 9.0 * doubt(0.1))]);
}

#[test]
fn links_between_the_same_clusters_are_one_question_of_the_most_telling() {
    let links = [link(0, 2, 0.2), link(1, 2, 0.4)];
    check(&[0, 0, 1], &links, &[], &[], &[(1, 2, 2, 1, 2.0 * doubt(0.3))]);
}

#[test]
fn a_link_that_the_clusters_overruled_counts_as_a_coin() {
    check(&[0, 1], &[link(0, 1, 0.98)], &[], &[], &[(0, 1, 1, 1, 0.5)]);
}

#[test]
fn a_cluster_is_asked_about_where_an_open_link_crosses_it() {
    // 0, 1 and 2, 3 are sure; 1–2 and 0–2 join them; 0–3 doubts it, 1–3 is silent. P = (0.9 + 0.9 + 0.3) / 4.
    let links = [link(0, 1, 0.99), link(2, 3, 0.99), link(1, 2, 0.9), link(0, 2, 0.9), link(0, 3, 0.3)];
    let asked = (0, 3, 2, 2, 4.0 * doubt(1.0 - 2.1 / 4.0));
    check(&[0, 0, 0, 0], &links, &[], &[], &[asked]);
    check(&[0, 0, 0, 0], &links[..4], &[], &[], &[]);
    let by_another_link = [(1, 3)];
    check(&[0, 0, 0, 0], &links, &by_another_link, &[], &[]);
    check(&[0, 0, 0, 0], &links, &[], &by_another_link, &[]);
    check(&[0, 0, 0, 0], &links, &[(0, 1)], &[], &[asked]);
}

#[test]
fn clusters_that_people_joined_are_one_side() {
    let links = [link(0, 1, 0.4), link(0, 2, 0.3), link(1, 2, 0.4)];
    check(&[0, 1, 2], &links, &[(0, 1)], &[], &[(1, 2, 2, 1, 2.0 * doubt(0.35))]);
    check(&[0, 1, 2], &links, &[(0, 1)], &[(0, 2)], &[]);
}

#[derive(Debug, Clone)]
struct Case {
    clusters: Vec<u32>,
    links: Vec<ReviewLink>,
    must: Vec<(u32, u32)>,
    never: Vec<(u32, u32)>,
}

impl Case {
    fn questions(&self) -> Vec<Question> {
        questions(&Doubts { clusters: &self.clusters, links: &self.links, must: &self.must, never: &self.never })
    }
}

const RECORDS: u32 = 12;

fn pair() -> impl Strategy<Value = (u32, u32)> {
    (0..RECORDS, 1..RECORDS).prop_map(|(one, step)| (one, (one + step) % RECORDS))
}

/// Whatever a run and people could say; also what contradicts itself.
fn case() -> impl Strategy<Value = Case> {
    let clusters = prop::collection::vec(0..5_u32, RECORDS as usize);
    let likely = (20..100_u32).prop_map(|percent| f64::from(percent) / 100.0);
    let link = (pair(), likely, any::<bool>()).prop_map(|((left, right), probability, open)| ReviewLink {
        left,
        right,
        probability,
        open,
    });
    let pairs = || prop::collection::vec(pair(), 0..4);
    (clusters, prop::collection::vec(link, 0..30), pairs(), pairs()).prop_map(|(clusters, mut links, must, never)| {
        links.sort_by_key(ends);
        links.dedup_by_key(|link| ends(link));
        Case { clusters, links, must, never }
    })
}

fn crosses(question: &Question, (one, other): (u32, u32)) -> bool {
    let lies = |side: &Vec<u32>, record: u32| side.contains(&record);
    let (left, right) = (&question.left_side, &question.right_side);
    (lies(left, one) && lies(right, other)) || (lies(left, other) && lies(right, one))
}

proptest! {
    #[test]
    fn the_order_and_the_direction_of_links_do_not_matter(
        (case, shuffled) in case().prop_flat_map(|case| (Just(case.clone()), Just(case.links).prop_shuffle())),
        turned in prop::collection::vec(any::<bool>(), 30),
    ) {
        let turn = |(link, turn): (&ReviewLink, &bool)| {
            if *turn { ReviewLink { left: link.right, right: link.left, ..*link } } else { *link }
        };
        let swap = |pairs: &[(u32, u32)]| pairs.iter().rev().map(|(one, other)| (*other, *one)).collect();
        let links = shuffled.iter().zip(&turned).map(turn).collect();
        let other = Case { links, must: swap(&case.must), never: swap(&case.never), ..case.clone() };
        prop_assert_eq!(case.questions(), other.questions());
    }

    #[test]
    fn what_was_decided_is_never_asked(case in case()) {
        for question in case.questions() {
            for decision in case.must.iter().chain(&case.never) {
                prop_assert!(!crosses(&question, *decision), "{:?} was decided: {:?}", decision, question);
            }
            prop_assert!(crosses(&question, (question.left, question.right)), "a side without its record");
        }
    }

    #[test]
    fn a_steward_who_answers_one_after_the_other_comes_to_an_end(mut case in case(), answers in any::<u64>()) {
        let mut asked = FxHashSet::default();
        while let Some(first) = case.questions().first() {
            let pair = (first.left, first.right);
            prop_assert!(asked.insert(pair), "{:?} came back", pair);
            if answers >> (asked.len() % 64) & 1 == 0 { case.must.push(pair) } else { case.never.push(pair) }
        }
        prop_assert!(asked.len() <= case.links.len());
    }

    #[test]
    fn gains_fall_and_are_never_below_nothing(case in case()) {
        let gains: Vec<f64> = case.questions().iter().map(|question| question.gain).collect();
        prop_assert!(gains.iter().all(|gain| *gain >= 0.0));
        prop_assert!(gains.is_sorted_by(|one, next| one >= next));
    }

    #[test]
    fn more_records_on_a_side_never_lower_the_gain(
        left in 1..50_usize, right in 1..50_usize, more in 0..50_usize, probability in 0.0..=1.0_f64,
    ) {
        for present in [Present::Apart, Present::Together] {
            let before = gain(left, right, probability, present);
            prop_assert!(gain(left + more, right, probability, present) >= before);
            prop_assert_eq!(gain(right, left, probability, present).to_bits(), before.to_bits());
        }
    }

    #[test]
    fn every_link_between_two_undecided_clusters_is_asked_about(case in case()) {
        let free = Case { must: Vec::new(), never: Vec::new(), ..case };
        let asked = free.questions();
        for link in &free.links {
            let apart = free.clusters[link.left as usize] != free.clusters[link.right as usize];
            if apart || link.open {
                prop_assert!(asked.iter().any(|question| crosses(question, (link.left, link.right))), "{:?}", link);
            }
        }
    }
}
