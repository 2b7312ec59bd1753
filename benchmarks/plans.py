"""What a plan costs beside the solver's own work, as ratios inside one session; never a test.

    python benchmarks/plans.py [--runs N]

A made-up questionnaire of four stages is answered and priced by chance from fixed seeds; a third of
the questions need another one first. The yardstick is the bare solver call: one run of HiGHS on
the program of all questions and years, already built, for the least cost alone. A plan adds posing
the problem, the cheapest choice without budgets, years, ties, checks in whole numbers and assessing
again. Seconds are of processor time, and of several runs the shortest counts. Memory is the peak
resident set of a process of its own.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Assessment
from egovmaturity.domain.roadmap import Aim, Horizon, Query, Roadmap, Unit
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.text_source import SourceText
from egovmaturity.planning.find_plan import find_plan
from egovmaturity.planning.highs import NODES, Model
from egovmaturity.planning.program import Program
from egovmaturity.planning.purchases import Goal
from egovmaturity.planning.ways import ways_to
from egovmaturity.scoring.assess import assess

STAGES, TOP, YEARS = 4, 4, 5


class Case(NamedTuple):
    """A size, the costs of steps, whether the money of five years is just enough, and a seed."""

    questions: int
    unit: str
    has_budgets: bool
    seed: int


CASES = [
    Case(60, "rupiah", has_budgets=False, seed=1),
    Case(60, "rupiah", has_budgets=True, seed=1),
    Case(60, "rupiah", has_budgets=True, seed=2),
    Case(60, "points", has_budgets=True, seed=3),
    Case(60, "points", has_budgets=True, seed=4),
    Case(120, "rupiah", has_budgets=True, seed=5),
    Case(300, "rupiah", has_budgets=False, seed=6),
    Case(300, "rupiah", has_budgets=True, seed=6),
]


def made(case: Case) -> tuple[Questionnaire, AnswerSheet]:
    """Make a questionnaire and answers to it."""
    chance = random.Random(case.seed)  # noqa: S311  # nothing is secret here
    questions, answers = [], []
    for number in range(case.questions):
        name = f"Q{number:03d}"
        least, most, unit = (1, 8, 1) if case.unit == "points" else (5, 200, 5_000_000)
        costs = {level: chance.randint(least, most) * unit for level in range(1, TOP + 1)}
        needs = ""
        if number and chance.random() < 1 / 3:
            other, level = chance.randrange(number), chance.randint(1, 3)
            needs = f"requires: [{{question: Q{other:03d}, level: {level}, from_level: 2}}], "
        mandatory = "mandatory: 2, " if chance.random() < 1 / 10 else ""
        questions.append(
            f"  - {{id: {name}, stage: s{number * STAGES // case.questions}, ask: x, "
            f"weight: {chance.choice([1, 1, 2, 3])}, {mandatory}{needs}"
            f"cost: {{{', '.join(f'{level}: {cost}' for level, cost in costs.items())}}}}}\n"
        )
        answers.append(f"  {name}: {chance.choice([0, 1, 1, 2, 2, 3])}\n")
    return _loaded("".join(questions), "".join(answers))


def _loaded(questions: str, answers: str) -> tuple[Questionnaire, AnswerSheet]:
    levels = "".join(f"  - {{level: {n}, label: L{n}}}\n" for n in range(TOP + 1))
    stages = "".join(f"  - {{id: s{n}, title: S{n}}}\n" for n in range(STAGES))
    text = (
        'format: egovmaturity-questionnaire\nversion: 1\nid: made\nedition: "1"\nlanguage: en\n'
        f'title: Made\nlevels:\n{levels}verdict: {{kind: stages, attain: ">= 70 %"}}\n'
        f"stages:\n{stages}questions:\n{questions}"
    )
    questionnaire = questionnaire_from(SourceText("made.yaml", text, "")).questionnaire
    head = "format: egovmaturity-answers\nversion: 1\nquestionnaire: made\ninstitution: X\n"
    sheet = f"{head}assessment: {{year: 2026}}\nanswers:\n{answers}"
    draft = open_answers(SourceText("answers.yaml", sheet, ""))
    return questionnaire, complete_answers(draft, questionnaire).sheet


def posed(case: Case) -> tuple[Assessment, Query]:
    """Ask for the last stage within five years, with budgets a tenth above what it costs."""
    questionnaire, sheet = made(case)
    assessment = assess(questionnaire, sheet)
    query = Query(Aim(questionnaire.stages[-1]), Horizon(2027, YEARS), Unit.RUPIAH)
    found = find_plan(assessment, query)
    if not case.has_budgets or not isinstance(found, Roadmap):
        return assessment, query
    yearly = Fraction(int(found.cost * Fraction(11, 10) / YEARS))
    budgets = dict.fromkeys(query.horizon.calendar, yearly)
    return assessment, query._replace(horizon=query.horizon._replace(budgets=budgets))


def bare(assessment: Assessment, query: Query) -> tuple[float, int]:
    """Return the time of one run of HiGHS on the whole program, and its number of variables."""
    (way,) = ways_to(assessment, query)
    # A budget that never binds gives every step a variable for each year, as a budget does.
    problem = way.posed.problem
    if problem.is_free_of_budgets:
        everything = sum(purchase.cost for purchase in problem.purchases)
        problem = problem.with_budgets((everything,) * problem.years)
    program = Program(problem, Goal.COST)
    model = Model(program)
    for place in problem.forced:
        model.fix(program.made(place), 1)
    start = time.process_time()
    model.minimise(program.cost(), frozenset(), NODES)
    return time.process_time() - start, program.variables


def measure(case: Case, runs: int) -> None:
    """Print one row of the table."""
    assessment, query = posed(case)
    yardsticks, plans, found = [], [], None
    for _ in range(runs):
        seconds, variables = bare(assessment, query)
        yardsticks.append(seconds)
        start = time.process_time()
        found = find_plan(assessment, query)
        plans.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    is_settled = isinstance(found, Roadmap) and found.proof.are_ties_settled
    print(
        f"| {case.questions} × {YEARS} | {case.unit} | {'tight' if case.has_budgets else 'none'} "
        f"| {variables} | {min(plans) / min(yardsticks):.1f} | {min(plans):.2f} "
        f"| {'yes' if is_settled else 'given up'} | {peak:.0f} |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--case", type=int)
    options = parser.parse_args()
    if options.case is not None:
        measure(CASES[options.case], options.runs)
        return
    heads = ["questions × years", "costs", "budgets", "variables", "× bare solver call", "s"]
    print(f"| {' | '.join([*heads, 'ties settled', 'peak MB'])} |")
    print("|:--|:--|:--|--:|--:|--:|:--|--:|", flush=True)
    for number in range(len(CASES)):
        command = [sys.executable, str(Path(__file__)), "--case", str(number)]
        subprocess.run([*command, "--runs", str(options.runs)], check=True)


if __name__ == "__main__":
    main()
