//! What each number really is in its equation (被减数, 减项, 分子, 乘数): a finder names the total and its parts, and a part of
//! a difference or of a quotient is none.

use super::{Expr, Operand, Role, Sign};

/// Names the operands by their places on the right side of an equation; `operands[0]` stands on the left.
pub(super) fn name(operands: &mut [Operand], right: &Expr) {
    if let (Expr::Sum(terms), Some(left)) = (right, operands.first_mut())
        && left.role == Role::Total
        && has_minus(terms)
    {
        left.role = Role::Result;
    }
    walk(operands, right);
}

fn walk(operands: &mut [Operand], expr: &Expr) {
    match expr {
        Expr::Operand(_) | Expr::Constant(_) => {}
        Expr::Sum(terms) => {
            let added = terms.iter().filter(|(sign, _)| *sign == Sign::Plus).count();
            for (sign, term) in terms {
                match sign {
                    Sign::Minus => call(operands, term, Role::Subtrahend),
                    Sign::Plus if added == 1 && has_minus(terms) => call(operands, term, Role::Minuend),
                    Sign::Plus => {}
                }
                walk(operands, term);
            }
        }
        Expr::Product(a, b) => {
            // 100 of a percentage makes nobody a factor.
            let both = !matches!((&**a, &**b), (Expr::Constant(_), _) | (_, Expr::Constant(_)));
            for side in [a, b] {
                if both {
                    call(operands, side, Role::Factor);
                }
                walk(operands, side);
            }
        }
        Expr::Quotient(a, b) => {
            call(operands, a, Role::Numerator);
            call(operands, b, Role::Base);
            walk(operands, a);
            walk(operands, b);
        }
        Expr::Absolute(a) => walk(operands, a),
        Expr::Least(a, b) => {
            walk(operands, a);
            walk(operands, b);
        }
    }
}

fn has_minus(terms: &[(Sign, Expr)]) -> bool {
    terms.iter().any(|(sign, _)| *sign == Sign::Minus)
}

/// A part, or what passed for the total, is what its place makes it; a base, a limit, this year's figure keep their names.
fn call(operands: &mut [Operand], expr: &Expr, role: Role) {
    let Expr::Operand(index) = expr else { return };
    let is_whole = |operand: &Operand| operand.role == Role::Total && role != Role::Base;
    if let Some(operand) = operands.get_mut(*index).filter(|operand| operand.role == Role::Part || is_whole(operand)) {
        operand.role = role;
    }
}

#[cfg(test)]
mod tests {
    use crate::relations::Role::{Base, Current, Minuend, Numerator, Part, Result, Stated, Subtrahend, Total};
    use crate::{Options, check, read};

    #[test]
    fn operands_are_called_what_they_are() {
        let cases = [
            ("项目支出16.00万元，其中：图书购置8.50万元，设备维护7.50万元。", "sum/prose", vec![Total, Part, Part]),
            (
                "2022年全年预算1000.00万元，决算900.00万元，年末结转结余100.00万元。",
                "budget/surplus",
                vec![Result, Minuend, Subtrahend],
            ),
            (
                "年初预算数500.00万元，决算数480.00万元，完成年初预算的96%。",
                "ratio/completion",
                vec![Stated, Numerator, Base],
            ),
            (
                "2022年“三公”经费支出12.00万元，比上年15.00万元减少3.00万元。",
                "ratio/growth",
                vec![Stated, Current, Base],
            ),
        ];
        for (text, rule, expected) in cases {
            let report = check(read::text(text), &Options::default());
            let of_rule: Vec<_> = report.relations.iter().filter(|relation| relation.rule == rule).collect();
            let roles =
                |relation: &&crate::report::Relation| relation.operands.iter().map(|it| it.role).collect::<Vec<_>>();
            let found: Vec<_> = of_rule.iter().map(roles).collect();
            assert!(found.contains(&expected), "{text}\n{found:?}");
        }
    }
}
