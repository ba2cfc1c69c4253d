#!/usr/bin/env python3
"""Three accounting programs read the journal of closed periods, and every currency adds up to zero.

    accept.py ATTAIN hledger|ledger|beancount

A company of two currencies with a draw, a holdback, a negative result and a name that such programs
would not take as it is closes three months; each program must accept the journal and find that all
accounts together stand at nothing.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

PLAN = """plan: {name}
effective: 2026-01-01..2026-12-31
currency: {currency}
pays: monthly
measures:
  sales: {{sum: amount, where: 'currency == "{currency}"', credit: own}}
components:
  commission: {{of: sales, rate: 7%}}
{terms}
"""
FILES = {
    "people.csv": "participant,name,from,to,team,manager,plan\n"
                  "ada,Ada,2026-01-01,,,,rep\nben.o_2-x,Ben,2026-01-01,,,,euro\n",
    "users.csv": "user,account,roles,participant\npia,pia,prepare,\notto,otto,approve + pay,\n",
    "rep.yaml": PLAN.format(name="rep", currency="USD",
                            terms="draw: {amount: 300, per: month}\nholdback: {share: 10%, days_after: 31}"),
    "euro.yaml": PLAN.format(name="euro", currency="EUR", terms="negative: carried"),
    "ledger.csv": "source,deal,booked,amount,currency,owner\n"
                  "crm,D-1,2026-01-05,1234.56,USD,ada\ncrm,D-2,2026-02-05,98765.43,USD,ada\n"
                  "crm,D-3,2026-01-05,-5000.10,EUR,ben.o_2-x\ncrm,D-4,2026-02-05,77777.7,EUR,ben.o_2-x\n",
}
CHECKS = {
    "hledger": ["hledger", "-f", "{file}", "balance", "--no-elide", "-N", "cur:."],
    "ledger": ["ledger", "-f", "{file}", "balance", "--flat"],
    "beancount": ["bean-check", "{file}"],
}


def run(*words, may_find=False):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode not in ((0, 3) if may_find else (0,)):
        sys.exit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    attain, program = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        company = folder / "company"
        company.mkdir()
        for file, text in FILES.items():
            (company / file).write_text(text)
        book = ["--book", str(folder / "book.attain")]
        run(attain, "init", "--demo", *book)
        run(attain, "import", str(company), *book, may_find=True)
        for period in ("2026-01", "2026-02", "2026-03"):
            run(attain, "run", "--period", period, *book, may_find=True)
            for step, who in (("review", "pia"), ("sample", "pia"), ("submit", "pia"),
                              ("approve", "otto"), ("finalize", "otto"), ("pay", "otto")):
                run(attain, "close", step, "--period", period, "--as", who, *book)
        journal = folder / "journal"
        run(attain, "journal", "--format", program, "--out", str(journal), *book)
        said = run(*(word.format(file=journal) for word in CHECKS[program]))
        # The programs end their list with what all accounts together stand at.
        if program == "ledger" and said.strip().splitlines()[-1].strip() != "0":
            sys.exit(f"the accounts do not add up to zero:\n{said}")
        sums = {}
        for account, amount, currency in re.findall(
                r"^    (\S+) +(-?[\d.]+) ([A-Z]{3})", journal.read_text(), re.M):
            sums[currency] = sums.get(currency, 0) + round(float(amount) * 100)
            if not account.startswith(("Assets:", "Liabilities:", "Expenses:")):
                sys.exit(f"{account} is no account")
        if set(sums) != {"EUR", "USD"} or any(sums.values()):
            sys.exit(f"not two currencies that add up to zero: {sums}")


main()
