#!/usr/bin/env python3
"""Real orders, run as a company would: AdventureWorks' 3,806 orders of 17 salespeople.

    ATTAIN_REAL_DATA=…/adventureworks_oltp adventureworks.py ATTAIN

Makes a company folder from the files of that directory: quotas on the company's own table of periods,
commission rates and bonuses as columns of people.csv, and a mapping for the foreign ledger. Imports
them, runs all twelve quota periods, and compares with figures that Attain did not make:

- attainment of each person and period with truth_quota.csv, to the sixth decimal, half up;
- what was sold since 2013-05-30 with SalesYTD of sales_person.csv, to the fourth decimal;
- pay with fractions computed here: amount x CommissionPct, plus Bonus where the amount reaches the
  quota, rounded half-even to the cent, once.

Without that directory there is nothing to compare: exit 77, which the tests show as skipped.
"""

import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

LAST_DAY = "2014-05-31"
YEAR_STARTS = ["2011-05-31", "2012-05-30", "2013-05-30"]  # each is four quota periods

COMPANY = """company: AdventureWorks
calendars:
  quotas: {kind: table}
"""

PLAN = f"""plan: sales
title: Commission and bonus
effective: 2011-05-31..{LAST_DAY}
currency: USD
calendar: quotas
pays: quarterly
rounding: {{mode: half_even, at: component}}
proration: none

measures:
  sales: {{sum: amount, credit: own}}

attainments:
  quota: {{of: sales, against: sales}}

components:
  commission: {{of: sales, rate: person.commission_pct}}
  bonus:      {{amount: person.bonus, when: quota >= 100%}}
"""

MAPPING = """mapping: adventureworks
table: ledger
source: adventureworks
columns:
  deal:      deal_id
  booked:    close_date
  amount:    amount
  currency:  currency
  owner:     rep_id
  territory: territory
  customer:  customer
  tax:       {from: tax, type: number}
  freight:   {from: freight, type: number}
ignore: [rep, territory_group]
"""


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, header, lines):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


def day_before(day):
    return str(datetime.date.fromisoformat(day) - datetime.timedelta(days=1))


def periods_from(starts):
    """(first, last) of periods that begin on these days and meet edge to edge."""
    return list(zip(starts, [day_before(start) for start in starts[1:]] + [LAST_DAY]))


class Real:
    """The directory's files, as far as they are needed."""

    def __init__(self, folder):
        self.ledger = folder / "ledger.csv"
        self.orders = rows(self.ledger)
        self.people = {row["BusinessEntityID"]: row for row in rows(folder / "sales_person.csv")}
        self.quotas = rows(folder / "sales_person_quota_history.csv")
        self.truth = rows(folder / "truth_quota.csv")
        staff = {row["BusinessEntityID"]: row for row in rows(folder / "employee.csv")}
        self.names = {who: f"{staff[who]['FirstName']} {staff[who]['LastName']}" for who in self.people}
        self.quarters = periods_from(sorted({row["QuotaDate"] for row in self.quotas}))

    def sold(self, who, first, last):
        return sum((Fraction(order["amount"]) for order in self.orders
                    if order["rep_id"] == who and first <= order["close_date"] <= last), Fraction())


def make_company(real, to):
    (to / "company.yaml").write_text(COMPANY, encoding="utf-8")
    (to / "sales.yaml").write_text(PLAN, encoding="utf-8")
    (to / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    write(to / "periods.csv", ["calendar", "name", "grain", "first", "last"],
          [["quotas", f"quarter-{first}", "quarter", first, last] for first, last in real.quarters] +
          [["quotas", f"year-{first}", "year", first, last]
           for first, last in periods_from(YEAR_STARTS)])
    # People are on the plan from their first quota, which may lie before the day they were hired.
    since = {who: min(row["QuotaDate"] for row in real.quotas if row["BusinessEntityID"] == who)
             for who in real.people}
    write(to / "people.csv",
          ["participant", "name", "from", "plan", "commission_pct:number", "bonus:number"],
          [[who, real.names[who], since[who], "sales", person["CommissionPct"], person["Bonus"]]
           for who, person in real.people.items()])
    write(to / "quotas.csv", ["of", "owner", "goal", "period", "amount", "currency"],
          [["participant", row["BusinessEntityID"], "sales", f"quarter-{row['QuotaDate']}",
            row["SalesQuota"], "USD"] for row in real.quotas])


class Attain:
    def __init__(self, program, folder):
        self.program, self.folder, self.hour = program, folder, 0

    def __call__(self, *words, recorded=False):
        words = [self.program, *words, "--book", "real.attain"]
        if recorded:
            self.hour += 1
            words += ["--recorded-at", f"2014-06-01T{self.hour:02}:00:00Z"]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"attain {' '.join(words[1:])}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def half_up(value, places):
    scaled = value * 10**places + Fraction(1, 2)
    text = f"{scaled.numerator // scaled.denominator:0{places + 1}}"
    return f"{text[:-places]}.{text[-places:]}"


def half_even(value):
    """To the cent."""
    cents = round(value * 100)  # Python rounds fractions half to even
    return Fraction(cents, 100)


class Comparison:
    def __init__(self, what):
        self.what, self.same, self.different = what, 0, []

    def add(self, where, ours, theirs):
        if ours == theirs:
            self.same += 1
        else:
            self.different.append(f"  {where}: {ours}, and not {theirs}")

    def told(self, expected):
        print(f"{self.what}: {self.same} of {expected} equal")
        print("\n".join(self.different[:20]), end="\n" if self.different else "")
        return self.same == expected and not self.different


def statements_of(attain, first):
    """Participant → statement, of the quota period that begins on this day."""
    attain("run", "--period", f"quarter-{first}", recorded=True)
    attain("statement", "--all", "--format", "json", "--out", first)
    made = [json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((attain.folder / first).glob("*.json"))]
    return {statement["participant"]: statement for statement in made}


def compare_quarters(real, attain):
    attainments, pay = Comparison("attainments"), Comparison("payouts")
    of_truth = {(row["rep_id"], row["period_start"]): row for row in real.truth}
    for first, last in real.quarters:
        for who, statement in statements_of(attain, first).items():
            truth, where = of_truth.get((who, first)), f"{who}, {first}"
            goals = [goal for plan in statement["plans"] for component in plan["components"]
                     for goal in component["goals"]]
            attained = Fraction(goals[0]["attainment"])
            attainments.add(where, half_up(attained, 6), half_up(Fraction(truth["attainment"]), 6))
            sold, person = real.sold(who, first, last), real.people[who]
            due = sold * Fraction(person["CommissionPct"])
            if sold >= Fraction(truth["quota"]):
                due += Fraction(person["Bonus"])
            pay.add(where, Fraction(statement["totals"][0]["amount"]), half_even(due))
    return attainments.told(len(real.truth)) & pay.told(len(real.truth))


def compare_year(real, attain):
    sums = Comparison("sums of the last year")
    first, last = periods_from(YEAR_STARTS)[-1]
    assert max(order["close_date"] for order in real.orders) <= last
    standings = json.loads(attain("status", "--on", last, "--json"))["standings"]
    for standing in standings:
        if standing["window"]["from"] == first and standing["window"]["grain"] == "year":
            theirs = Fraction(real.people[standing["owner"]]["SalesYTD"])
            sums.add(standing["owner"], Fraction(standing["measured"]), theirs)
    return sums.told(len(real.people))


def main(program):
    named = os.environ.get("ATTAIN_REAL_DATA", "")
    if not named or not (pathlib.Path(named) / "truth_quota.csv").exists():
        print("skipped: ATTAIN_REAL_DATA names no directory with truth_quota.csv")
        return 77
    real = Real(pathlib.Path(named))
    with tempfile.TemporaryDirectory() as folder:
        company = pathlib.Path(folder) / "company"
        company.mkdir()
        make_company(real, company)
        attain = Attain(str(pathlib.Path(program).resolve()), pathlib.Path(folder))
        attain("init", recorded=True)
        attain("import", "company", recorded=True)
        report = json.loads(attain("import", str(real.ledger), "--mapping", "company/mapping.yaml",
                                   "--json", recorded=True))
        orders = Comparison("orders read")
        orders.add("ledger.csv", report["files"][0]["new"], len(real.orders))
        holds = orders.told(1)
        print(f"  {len(real.orders)} orders of {len(real.people)} people")
        holds &= compare_quarters(real, attain)
        holds &= compare_year(real, attain)
        print(attain("verify").splitlines()[-1])
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
