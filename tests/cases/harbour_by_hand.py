#!/usr/bin/env python3
"""Works out the first quarter of the sample company without the engine.

    tests/cases/harbour_by_hand.py            prints plans/harbour/cases.yaml
    tests/cases/harbour_by_hand.py --summary  one line per person, for a quick look

It shares nothing with the engine: it reads the CSV files, follows the rules of engine/RULES.md row by
row with exact fractions, and knows the three plans by heart instead of reading them. The percentages
below are therefore written twice, here and in the plans, and a change of one shows as a difference.
"""

import csv
import datetime
import pathlib
import sys
import textwrap
from fractions import Fraction as F

HERE = pathlib.Path(__file__).resolve().parents[2] / "plans" / "harbour"
FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)
MONTHS = {
    "2026-01": (datetime.date(2026, 1, 1), datetime.date(2026, 1, 31)),
    "2026-02": (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28)),
    "2026-03": (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)),
}
CARRIES = 4
NEVER = datetime.date(9999, 12, 31)


def table(name):
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text, otherwise=None):
    return datetime.date.fromisoformat(text) if text else otherwise


def length(first, last):
    return max(0, (last - first).days + 1)


# --- People -------------------------------------------------------------------------------------

PEOPLE = [dict(row, first=day(row["from"]), last=day(row["to"], NEVER)) for row in table("people")]
QUOTAS = {(q["of"], q["owner"], q["goal"], q["period"]): F(q["amount"])
          for q in table("quotas") if not q["from"]}
TARGETS = {t["participant"]: F(t["amount"]) / {"year": 4, "quarter": 1}[t["per"]]
           for t in table("targets") if day(t["from"]) <= LAST}


def on(who, when):
    for row in PEOPLE:
        if row["participant"] == who and row["first"] <= when <= row["last"]:
            return row
    return None


def stretches(who, plan, first, last):
    """The parts of [first, last] that somebody spends on a plan, by team."""
    found = []
    for row in PEOPLE:
        if row["participant"] == who and row["plan"] == plan:
            begin, end = max(first, row["first"]), min(last, row["last"])
            if begin <= end:
                found.append((row["team"], begin, end))
    return found


# --- The ledger: net amounts, dollars, credits ---------------------------------------------------

RATES = {day(row["day"]): F(row["rate"]) for row in table("rates")}


def dollars_for(currency, when):
    """What one unit is worth on a day; None where no rate was published for it."""
    if currency == "USD":
        return F(1)
    if currency != "EUR":
        return None
    for back in range(CARRIES + 1):
        rate = RATES.get(when - datetime.timedelta(days=back))
        if rate is not None:
            return rate
    return None


def parts(text):
    """'ada 60% + ben 40% (support)' as [(ada, 3/5), (ben, 2/5)]."""
    found = []
    for part in filter(None, text.split(" + ")):
        words = part.split()
        found.append((words[0], F(words[1].rstrip("%")) / 100))
    return found


def read_deals():
    """Lines of the quarter with what each is worth; and the rows that nobody is credited for."""
    rows = table("ledger")
    net = {(r["source"], r["deal"], r["line"]): F(r["amount"]) for r in rows}
    for r in rows:
        if r["returns"]:
            net[(r["source"], r["returns"], "")] += F(r["amount"])
    for e in table("events"):
        key = (e["source"], e["deal"], e["line"])
        net[key] = net[key] + F(e["amount"]) if e["amount"] else F(0)
    deals, exceptions, returned = [], [], []
    for r in rows:
        when = day(r["booked"])
        if not FIRST <= when <= LAST:
            continue
        name = f"{r['source']} {r['deal']}" + (f"/{r['line']}" if r["line"] else "")
        if r["returns"]:
            returned.append(name)
            continue
        direct = parts(r["split"]) or [(r["owner"], F(1))]
        rate = dollars_for(r["currency"], when)
        if any(on(who, when) is None for who, _ in direct):
            exceptions.append((name, "owner"))
        elif sum(part for _, part in direct) != 1:
            exceptions.append((name, "split"))
        elif rate is None:
            exceptions.append((name, "rate"))
        else:
            deals.append({"name": name, "day": when, "type": r["type"], "currency": r["currency"],
                          "net": net[(r["source"], r["deal"], r["line"])], "rate": rate,
                          "direct": direct, "overlay": parts(r["overlay"])})
    return deals, exceptions, returned


DEALS, EXCEPTIONS, RETURNED = read_deals()


def credits(takes, types=None, first=FIRST, last=LAST, overlays=False):
    """[(deal, dollars)] of everybody for whom takes(who, day) holds, share by share."""
    found = []
    for deal in DEALS:
        if not first <= deal["day"] <= last or (types and deal["type"] not in types):
            continue
        for who, share in deal["direct"] + (deal["overlay"] if overlays else []):
            if takes(who, deal["day"]):
                found.append((deal, deal["net"] * deal["rate"] * share))
    return found


def total(lines):
    return sum((amount for _, amount in lines), F(0))


def team_credit(team, types=None):
    return credits(lambda who, when: on(who, when)["team"] == team, types)


# --- Curves, tiers, rounding ---------------------------------------------------------------------


def individual_curve(at):
    points = ((F(1, 2), F(0)), (F(1), F(1)), (F(3, 2), F(2)))
    if at < points[0][0]:
        return F(0)
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if at <= x1:
            return y0 + (at - x0) * (y1 - y0) / (x1 - x0)
    return points[-1][1]


def team_curve(at):
    for edge, share in ((F(6, 5), F(3, 2)), (F(1), F(1)), (F(4, 5), F(1, 2))):
        if at >= edge:
            return share
    return F(0)


def by_tiers(credit, quota):
    """[(credit in the tier, rate)]: 3% up to the goal, 5% up to half as much again, 6% above."""
    edges = ((F(0), quota, F(3, 100)), (quota, quota * 3 / 2, F(5, 100)),
             (quota * 3 / 2, max(credit, quota * 3 / 2), F(6, 100)))
    return [(min(credit, upper) - lower, rate) for lower, upper, rate in edges if credit > lower]


def cents(exact):
    """Half-even to the cent, as a fraction of a dollar."""
    units = exact * 100
    whole, rest = units.numerator // units.denominator, units - units.numerator // units.denominator
    if rest > F(1, 2) or (rest == F(1, 2) and whole % 2):
        whole += 1
    return F(whole, 100)


def apportioned(whole, count):
    """Equal parts of whole cents that add up; the first get the cents left over."""
    units = int(whole * 100)
    each, left = divmod(units, count)
    return [F(each + (1 if i < left else 0), 100) for i in range(count)]


# --- Figures as finance people write them --------------------------------------------------------


def exact(value):
    """A decimal where there is one, else a fraction: what the engine must hit exactly."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while value.denominator != 1 and (value * 10**places).denominator != 1:
        places += 1
    sign, units = ("-", -value) if value < 0 else ("", value)
    digits = str(int(units * 10**places)).rjust(places + 1, "0")
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def shown(value, places=2):
    """For the comments: grouped, cut off after some places and marked where it goes on."""
    scaled = abs(value) * 10**places
    whole, more = int(scaled), scaled.denominator != 1
    text = f"{whole // 10**places:,}"
    if places:
        text += f".{whole % 10**places:0{places}d}"
    return ("-" if value < 0 else "") + text + ("…" if more else "")


def percent(value):
    return shown(value * 100, 2) + "%"


def exact2(value):
    units = value * 100
    assert units.denominator == 1
    sign, units = ("-", -int(units)) if units < 0 else ("", int(units))
    return f"{sign}{units // 100}.{units % 100:02d}"


# --- The three plans -----------------------------------------------------------------------------


class Sheet:
    """What is expected, and the working that leads there."""

    def __init__(self, who):
        self.who, self.working = who, []
        self.credits, self.measures, self.quotas = {}, {}, {}
        self.attainments, self.components, self.pays = {}, {}, []

    def say(self, text=""):
        self.working.append(text)

    def pay(self, name, value):
        self.components[name] = value
        self.pays.append(value)


TEAM_CACHE = {}


def team_goal(team, goal):
    if (team, goal) not in TEAM_CACHE:
        lines = team_credit(team, ("new", "expansion") if goal == "bookings" else None)
        quota = QUOTAS[("team", team, goal, "2026-Q1")]
        TEAM_CACHE[(team, goal)] = (total(lines), quota, total(lines) / quota, len(lines))
    return TEAM_CACHE[(team, goal)]


def lines_said(sheet, lines, label):
    euros = sum((a / d["rate"] for d, a in lines if d["currency"] == "EUR"), F(0))
    plain = sum((a for d, a in lines if d["currency"] == "USD"), F(0))
    in_dollars = sum((a for d, a in lines if d["currency"] == "EUR"), F(0))
    sheet.say(f"{label}: {len(lines)} credits, {shown(plain)} in dollars"
              + (f" and {shown(euros)} EUR worth {shown(in_dollars, 4)}" if in_dollars else "")
              + f" = {shown(total(lines), 4)} USD")


def account_executive(sheet):
    who, plan = sheet.who, "account-executive"
    spent = stretches(who, plan, FIRST, LAST)
    present = sum(length(first, last) for _, first, last in spent)
    types = ("new", "expansion")
    lines = credits(lambda w, when: w == who and on(w, when)["plan"] == plan, types)
    lines_said(sheet, lines, "bookings")
    goal, target = QUOTAS[("participant", who, "bookings", "2026-Q1")], TARGETS[who]
    part = F(present, 90)
    quota = goal * part
    at = total(lines) / quota
    if present != 90:
        sheet.say(f"present on the plan {present} of 90 days: goal {shown(goal, 0)} × {present}/90 ="
                  f" {shown(quota)}, target {shown(target, 0)} × {present}/90 = {shown(target * part)}")
    sheet.say(f"own goal: {shown(total(lines), 4)} of {shown(quota)} = {percent(at)}; the curve pays"
              f" {percent(individual_curve(at))}")
    individual = target * part * F(3, 4) * individual_curve(at)
    sheet.say(f"individual: {shown(target * part)} × 75% × {percent(individual_curve(at))} ="
              f" {shown(individual, 4)} → {exact2(cents(individual))}")
    team_pay, said = F(0), []
    for team, first, last in spent:
        credit, team_quota, team_at, _ = team_goal(team, "bookings")
        share = F(length(first, last), present)
        team_pay += target * part * F(1, 4) * team_curve(team_at) * share
        said.append(f"team {team}: {shown(credit, 4)} of {shown(team_quota, 0)} = {percent(team_at)},"
                    f" the steps pay {percent(team_curve(team_at))}"
                    + (f", for {length(first, last)} of {present} days" if share != 1 else ""))
    for text in said:
        sheet.say(text)
    sheet.say(f"team: {shown(target * part)} × 25% × that = {shown(team_pay, 4)}"
              f" → {exact2(cents(team_pay))}")
    sheet.credits["bookings"] = lines
    sheet.measures["bookings"] = total(lines)
    sheet.quotas["account-executive/own_goal"] = quota
    sheet.attainments["account-executive/own_goal"] = at
    sheet.pay("individual", cents(individual))
    sheet.pay("team", cents(team_pay))


def pool_members(team):
    return sorted(row["participant"] for row in PEOPLE
                  if row["plan"] == "account-manager" and row["team"] == team
                  and row["first"] <= LAST <= row["last"])


def account_manager(sheet):
    who, plan = sheet.who, "account-manager"
    for month, (first, last) in MONTHS.items():
        spent = stretches(who, plan, first, last)
        if not spent:
            continue
        present, of = sum(length(a, b) for _, a, b in spent), length(first, last)
        lines = credits(lambda w, when: w == who and on(w, when)["plan"] == plan,
                        ("renewal", "expansion"), first, last, overlays=True)
        quota = QUOTAS[("participant", who, "renewals", month)] * F(present, of)
        credit = total(lines)
        lines_said(sheet, lines, month)
        if present != of:
            sheet.say(f"  present {present} of {of} days: goal {shown(quota)}")
        tiers = by_tiers(credit, quota)
        commission = sum((base * rate for base, rate in tiers), F(0))
        sheet.say(f"  {percent(credit / quota)} of {shown(quota)}: "
                  + " + ".join(f"{shown(base, 4)} × {shown(rate * 100, 0)}%" for base, rate in tiers)
                  + f" = {shown(commission, 4)} → {exact2(cents(commission))}")
        sheet.credits[f"renewals {month}"] = lines
        sheet.measures[f"renewals {month}"] = credit
        sheet.quotas[f"account-manager/own_goal {month}"] = quota
        sheet.attainments[f"account-manager/own_goal {month}"] = credit / quota
        sheet.pay(f"commission {month}", cents(commission))
    team = stretches(who, plan, FIRST, LAST)[-1][0]
    members = pool_members(team)
    credit, quota, at, _ = team_goal(team, "revenue")
    if who not in members:
        sheet.say("team bonus: no longer on this plan on 31 March, so no share")
        return
    if at < 1:
        sheet.say(f"team bonus: {team} is at {percent(at)} of {shown(quota, 0)}: the gate is closed")
        sheet.pay("team_bonus 2026-03", F(0))
        return
    pool = (credit - quota) * F(5, 100)
    share = apportioned(cents(pool), len(members))[members.index(who)]
    sheet.say(f"team bonus: {team} is at {percent(at)}: ({shown(credit, 4)} - {shown(quota, 0)}) × 5%"
              f" = {shown(pool, 4)} → {exact2(cents(pool))} for {', '.join(members)}: {exact2(share)}")
    sheet.pay("team_bonus 2026-03", share)


def team_lead(sheet):
    who = sheet.who
    lines = credits(lambda w, when: on(w, when)["manager"] == who)
    lines_said(sheet, lines, "credits of the reports")
    team = stretches(who, "team-lead", FIRST, LAST)[0][0]
    credit, quota, at, _ = team_goal(team, "revenue")
    full = total(lines) * F(8, 1000)
    override = full if at >= F(9, 10) else full / 2
    sheet.say(f"team {team}: {shown(credit, 4)} of {shown(quota, 0)} = {percent(at)}: "
              + ("the gate is open" if at >= F(9, 10) else "below 90%, the gate is closed: half"))
    sheet.say(f"override: {shown(total(lines), 4)} × 0.8%" + ("" if at >= F(9, 10) else " × 50%")
              + f" = {shown(override, 4)} → {exact2(cents(override))}; the year's bonus is not due yet")
    sheet.credits["reports_revenue"] = lines
    sheet.measures["reports_revenue"] = total(lines)
    sheet.pay("override", cents(override))


PLANS = {"account-executive": account_executive, "account-manager": account_manager,
         "team-lead": team_lead}


def work_out():
    sheets = []
    seen = []
    for row in PEOPLE:
        if row["participant"] not in seen:
            seen.append(row["participant"])
    for who in seen:
        sheet = Sheet(who)
        sheet.name = next(row["name"] for row in PEOPLE if row["participant"] == who)
        sheet.plans = []
        for row in PEOPLE:
            if (row["participant"] == who and row["plan"] and row["first"] <= LAST
                    and row["plan"] not in sheet.plans):
                sheet.plans.append(row["plan"])
        for plan in sheet.plans:
            if len(sheet.plans) > 1:
                sheet.say(f"as {plan.replace('-', ' ')}:")
            PLANS[plan](sheet)
        sheets.append(sheet)
    return sheets


# --- The case file -------------------------------------------------------------------------------


def print_teams(indent):
    for team in ("north", "overseas", "south"):
        bookings, goal, at, lines = team_goal(team, "bookings")
        revenue, revenue_goal, revenue_at, revenue_lines = team_goal(team, "revenue")
        print(f"{indent}# {team}: new and expansion {shown(bookings, 4)} of {shown(goal, 0)} ="
              f" {percent(at)};")
        print(f"{indent}#   everything {shown(revenue, 4)} of {shown(revenue_goal, 0)} ="
              f" {percent(revenue_at)}")


def print_cases(sheets):
    print("""\
# The first quarter of 2026 at Harbour Instruments, worked out by hand for everybody.
#
# Each section is one person (and one the teams): first the working, then what every stage of the
# engine must arrive at: credits, measures, goals, attainments, components, payout. Amounts are US
# dollars. Pay is expected to the cent; the figures before it are exact and have no rounding at all.
# tests/cases/harbour_by_hand.py did the sums, from the CSV files and without the engine.
company: .
period: 2026-Q1

cases:
  teams:
    title: what the three teams reached""")
    print_teams("    ")
    print("    expect:")
    print("      measures:")
    for team in ("north", "overseas", "south"):
        print(f"        team {team}: {{team_bookings: {exact(team_goal(team, 'bookings')[0])},"
              f" team-lead/team_revenue: {exact(team_goal(team, 'revenue')[0])}}}")
    print("      attainments:")
    for team in ("north", "overseas", "south"):
        print(f"        team {team}:")
        print(f"          account-executive/team_goal: {exact(team_goal(team, 'bookings')[2])}")
        print(f"          team-lead/team_goal: {exact(team_goal(team, 'revenue')[2])}")
    print("      rows:")
    for name in RETURNED:
        print(f"        {name}: netted")
    for name, _ in EXCEPTIONS:
        print(f"        {name}: excepted")
    print("      payouts:")
    for sheet in sheets:
        if sheet.pays:
            print(f"        {sheet.who}: {exact2(sum(sheet.pays))}")
        elif sheet.plans:
            print(f"        {sheet.who}: 0.00")
        else:
            print(f"        {sheet.who}: 0.00  # on no plan in this quarter")
    print(f"      total: {exact2(sum(sum(s.pays) for s in sheets))}")
    for sheet in sheets:
        if not sheet.pays:
            continue
        print()
        print(f"  {sheet.who}:")
        plans = " then ".join(p.replace("-", " ") for p in sheet.plans)
        print(f'    title: "{sheet.name}, {plans}"')
        for text in sheet.working:
            print(textwrap.fill(text, 98, initial_indent="    # ",
                                subsequent_indent="    #     ", break_on_hyphens=False))
        print("    expect:")
        who = sheet.who
        print("      credits:")
        print(f"        {who}:")
        for name, lines in sheet.credits.items():
            print(f"          {name}: {{count: {len(lines)}, sum: {exact(total(lines))}}}")
        for stage, values, text in (("measures", sheet.measures, exact),
                                    ("quotas", sheet.quotas, exact),
                                    ("attainments", sheet.attainments, exact),
                                    ("components", sheet.components, exact2)):
            if values:
                print(f"      {stage}:")
                print(f"        {who}:")
                for name, value in values.items():
                    print(f"          {name}: {text(value)}")
        print(f"      payout: {{{who}: {exact2(sum(sheet.pays))}}}")


def print_summary(sheets):
    for team in ("north", "overseas", "south"):
        for goal in ("bookings", "revenue"):
            credit, quota, at, lines = team_goal(team, goal)
            print(f"{team:10} {goal:9} {shown(credit):>16} of {shown(quota, 0):>10} {percent(at):>9}")
    for sheet in sheets:
        ats = ", ".join(f"{name} {percent(value)}" for name, value in sheet.attainments.items())
        pays = ", ".join(f"{name} {exact2(value)}" for name, value in sheet.components.items())
        print(f"{sheet.who:8} {exact2(sum(sheet.pays, F(0))):>10}  {ats} | {pays}")
    print("exceptions:", EXCEPTIONS)


if __name__ == "__main__":
    worked = work_out()
    print_summary(worked) if "--summary" in sys.argv else print_cases(worked)
