//! Which files belong together: those of one unit, each with the year it is about.

use super::account::Account;
use std::collections::{BTreeMap, BTreeSet};

/// A file (position in the submission) and the year it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    pub file: usize,
    pub year: i16,
}

/// The files of each unit. A file that names no unit belongs to the only one there is; where there are several, to none.
pub(super) fn groups(accounts: &[Account]) -> Vec<Vec<Member>> {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut nameless = Vec::new();
    for (file, account) in accounts.iter().enumerate() {
        if account.units.is_empty() {
            nameless.push(file);
            continue;
        }
        let known = account.units.iter().find_map(|name| by_name.get(name.as_str()).copied());
        let group = known.unwrap_or(groups.len());
        match groups.get_mut(group) {
            Some(files) => files.push(file),
            None => groups.push(vec![file]),
        }
        for name in &account.units {
            by_name.entry(name).or_insert(group);
        }
    }
    match groups.as_mut_slice() {
        [] => groups.push(nameless),
        [only] => only.extend(nameless),
        _ => {}
    }
    groups.into_iter().map(|files| dated(accounts, files)).collect()
}

/// The files with their years. One that does not say its year is of the only year that the others say, unless it speaks
/// of another.
fn dated(accounts: &[Account], mut files: Vec<usize>) -> Vec<Member> {
    files.sort_unstable();
    let year = |file: &usize| accounts.get(*file).and_then(|account| account.year);
    let years = |said: bool| -> BTreeSet<i16> {
        let own = files.iter().filter_map(year).filter(|year| !said || year.said);
        own.map(|year| year.value).collect()
    };
    let (said, named) = (years(true), years(false));
    let one = |years: &BTreeSet<i16>| years.first().copied().filter(|_| years.len() == 1);
    let common = if said.is_empty() { one(&named).or(named.is_empty().then_some(0)) } else { one(&said) };
    let member = |file: usize| {
        let year = match year(&file) {
            Some(own) if own.said || said.is_empty() || said.contains(&own.value) => own.value,
            Some(_) => return None,
            None => common?,
        };
        Some(Member { file, year })
    };
    files.iter().copied().filter_map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::super::account::Year;
    use super::*;

    fn account(units: &[&str], year: Option<(i16, bool)>) -> Account {
        let units = units.iter().map(|name| (*name).to_owned()).collect();
        Account { units, year: year.map(|(value, said)| Year { value, said }), ..Account::default() }
    }

    fn grouped(accounts: &[Account]) -> Vec<Vec<(usize, i16)>> {
        groups(accounts).iter().map(|group| group.iter().map(|member| (member.file, member.year)).collect()).collect()
    }

    #[test]
    fn a_bare_table_belongs_to_the_only_unit_and_its_only_year() {
        let report = || account(&["示例县财政局", "县财政局"], Some((2023, true)));
        assert_eq!(grouped(&[report(), account(&[], None)]), [[(0, 2023), (1, 2023)]]);
        assert_eq!(grouped(&[report(), account(&["县财政局"], Some((2023, false)))]), [[(0, 2023), (1, 2023)]]);
        assert_eq!(grouped(&[account(&[], None), account(&[], None)]), [[(0, 0), (1, 0)]]);
    }

    #[test]
    fn what_belongs_to_no_one_for_certain_is_left_out() {
        let (a, b) = (account(&["示例县财政局"], Some((2023, true))), account(&["示例县档案馆"], Some((2023, true))));
        assert_eq!(grouped(&[a, b, account(&[], None)]), [[(0, 2023)], [(1, 2023)]]);
        let (this, last) = (account(&[], Some((2023, true))), account(&[], Some((2022, true))));
        assert_eq!(
            grouped(&[this, last, account(&[], None), account(&[], Some((2021, false)))]),
            [[(0, 2023), (1, 2022)]]
        );
    }
}
