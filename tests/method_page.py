"""What docs/method.md may compute with: its own examples, asked in few words.

``stairs`` and ``ladder`` are the two questionnaires of the page with the answers it shows, as
``World`` values. A world called with changes is the same one with other answers:
``stairs(Q1=1).verdict``. ``assessors`` is what three people found. The other names are conventions
of the program, so that the page cannot state others.
"""

import csv
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import SimpleNamespace

from builders import threshold
from generate_docs import METHOD, ROOT

from egovmaturity import __version__, load_answers, load_questionnaire, make_plan
from egovmaturity.cli.plan_files import load_plan_file
from egovmaturity.domain import agreement as agreed
from egovmaturity.domain import robustness
from egovmaturity.domain.answers import Confidence, NotApplicable, Rated
from egovmaturity.domain.plan import Tier
from egovmaturity.domain.questionnaire import Closed, Vacuous
from egovmaturity.domain.results import Assessment, StagedVerdict
from egovmaturity.domain.roadmap import Aim, Horizon, Query, Unit
from egovmaturity.examining import honesty, likelihood, weight_draws
from egovmaturity.examining.agreement import find_agreement
from egovmaturity.examining.exclusions import exclusions
from egovmaturity.examining.likelihood import verdict_likelihood
from egovmaturity.examining.margins import SETS, margins
from egovmaturity.examining.open_answers import POINTS, open_answers
from egovmaturity.examining.support import twin_verdict
from egovmaturity.examining.tornado import tornado
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.planning.find_plan import find_plan
from egovmaturity.planning.gaps import DEFAULT_EFFORT
from egovmaturity.planning.ways import ways_to
from egovmaturity.scoring.assess import assess
from egovmaturity.views.explanation import Draws
from egovmaturity.views.numbers import Numbers

PAGE = "docs/method.md"
FOLDER = ROOT / "examples" / "method"
NA, APPROVED = NotApplicable("why"), NotApplicable("why", "the head of office")


class World:
    """A questionnaire with answers, and short names for what the library says about them."""

    def __init__(self, questionnaire, sheet, basis="best"):
        self._questionnaire, self._sheet, self._basis = questionnaire, sheet, basis

    def __call__(self, **changes):
        """Other answers: a rating, or one of NA, APPROVED."""
        given = {
            name: Rated(answer) if isinstance(answer, int | Fraction) else answer
            for name, answer in changes.items()
        }
        sheet = self._sheet._replace(answers={**self._sheet.answers, **given})
        return World(self._questionnaire, sheet, self._basis)

    def on(self, basis):
        """The same answers on another basis."""
        return World(self._questionnaire, self._sheet, basis)

    def at(self, day):
        """The same answers on another day, which is what evidence is held against."""
        occasion = self._sheet.occasion._replace(as_of=date.fromisoformat(day))
        return World(self._questionnaire, self._sheet._replace(occasion=occasion), self._basis)

    def ruled(self, **changes):
        """Another rule: ``vacuous`` or ``closed``."""
        kinds = {"vacuous": Vacuous, "closed": Closed}
        rule = self._questionnaire.rule._replace(
            **{key: kinds[key](value) for key, value in changes.items()}
        )
        return World(self._questionnaire._replace(rule=rule), self._sheet, self._basis)

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self._questionnaire, self._sheet, self._basis)

    # Scores

    def question(self, name):
        return self._questionnaire.question(name)

    def part(self, name):
        return _of(self.assessment.sections, "section", name).section

    def place(self, name):
        return self._stage(name).stage

    def rating(self, name):
        return self._result(name).counted.rating

    def worth(self, name, rating):
        return self._questionnaire.question(name).worth(rating)

    def _stage(self, name):
        return next(each for each in self.assessment.stages if each.stage.id == name)

    def stage(self, name):
        return _low(self._stage(name).group.score)

    def stage_at_best(self, name):
        return self._stage(name).group.score.high

    def applicable(self, name):
        return self._stage(name).group.applicable

    def status(self, name):
        return self._stage(name).status.value

    def attains(self, name):
        return self._stage(name).attains

    def founds(self, name):
        return self._stage(name).founds

    def factor(self, name):
        return _low(_of(self.assessment.factors, "factor", name).group.score)

    def relation(self, name):
        found = next(each for each in self.assessment.relations if each.relation == name)
        return _low(found.group.score)

    def cell(self, place, factor):
        return _low(self.assessment.cells[place, factor].score)

    def section(self, name):
        return _low(_of(self.assessment.sections, "section", name).group.score)

    @property
    def index(self):
        return _low(self.assessment.index)

    @property
    def index_at_best(self):
        return self.assessment.index.high

    @property
    def index_in_print(self):
        return self.assessment.index_in_print

    # Verdicts

    @property
    def verdict(self):
        return _place(robustness.place_of(self.assessment.verdict))

    @property
    def verdict_at_best(self):
        verdict = self.assessment.verdict
        is_staged = isinstance(verdict, StagedVerdict)
        return _place(verdict.attained_at_best if is_staged else verdict.band_at_best)

    @property
    def ungated(self):
        return _place(self.assessment.verdict.ungated)

    def begins(self, label):
        return next(e.start for e in self._questionnaire.rule.bands if e.label == label)

    def band_at(self, index):
        return self._questionnaire.rule.band(Fraction(index)).label

    # Gaps

    @property
    def gap_order(self):
        return [gap.result.question.id for gap in make_plan(self.assessment).gaps]

    def gap(self, name):
        gaps = make_plan(self.assessment).gaps
        return next(gap for gap in gaps if gap.result.question.id == name)

    def share(self, name):
        return self._result(name).share

    def _result(self, name):
        return next(each for each in self.assessment.questions if each.question.id == name)

    def supported(self, name):
        return self._result(name).supported

    def dated(self, name):
        return self._result(name).answer.details.evidence[0].dated.isoformat()

    @property
    def day(self):
        return self._sheet.occasion.day.isoformat()

    @property
    def twin(self):
        return twin_verdict(self.assessment)

    # Plans

    def query(self, to, **horizon):
        """A question to the planner with the plan file of the page, in points of effort."""
        data = load_plan_file(str(FOLDER / "plan.yaml"), self._questionnaire).data
        years = Horizon(2027, 1)._replace(**horizon)
        return Query(Aim(self.place(to)), years, Unit.EFFORT, data)

    def plan(self, to, **horizon):
        return find_plan(self.assessment, self.query(to, **horizon))

    def requirement(self, to):
        """What the plan has to reach, in whole points."""
        (way,) = ways_to(self.assessment, self.query(to))
        return way.posed.problem.requirements[0]

    def points(self, to):
        """The points of each step in that, in the order of the steps."""
        return list(self.requirement(to).points.values())

    def gained(self, to, **levels):
        """The points that raising questions to these levels gains."""
        (way,) = ways_to(self.assessment, self.query(to))
        points = way.posed.problem.requirements[0].points
        return sum(points.get(n, 0) for n in self._steps(way.posed, levels))

    def costs(self, to, **levels):
        """What raising questions to these levels costs."""
        (way,) = ways_to(self.assessment, self.query(to))
        return sum(way.posed.prices[n].amount for n in self._steps(way.posed, levels))

    def _steps(self, posed, levels):
        names = [item.name for item in posed.items]
        return [n for n, (question, level) in enumerate(names) if level <= levels.get(question, 0)]

    # What a verdict rests on

    @property
    def margins(self):
        return margins(self.assessment)

    @property
    def rise(self):
        return self.margins.rises[0]

    @property
    def decisive(self):
        return [each.question.id for each in open_answers(self.assessment).decisive]

    @property
    def exclusions(self):
        return exclusions(self.assessment)

    @property
    def tolerance(self):
        return weight_tolerance(self.assessment)

    @cached_property
    def draws(self):
        return weight_draws.weight_draws(self.assessment)

    @property
    def likelihood(self):
        return verdict_likelihood(self.assessment)

    def lever(self, name):
        return next(e for e in tornado(self.assessment).levers if e.question.id == name)

    @property
    def levers(self):
        return [each.question.id for each in tornado(self.assessment).levers]


def _low(found):
    return None if found is None else found.low


def _of(results, kind, name):
    return next(each for each in results if getattr(each, kind).id == name)


def _place(place):
    if place is None:
        return "none"
    return getattr(place, "label", place.id)


def ids(questions):
    """The ids of questions, or of moves."""
    return [getattr(each, "question", each).id for each in questions]


def printed(share, *bars):
    """A share as reports write it."""
    return Numbers("en").score(Fraction(share), tuple(threshold(bar) for bar in bars))


def written(bar):
    """A threshold as reports write it."""
    return Numbers("en").threshold(bar)


def chance(found, place):
    """The chance of a place among those of a likelihood."""
    return next(each.chance for each in found.chances if _place(each.place) == place)


def drawn(found, counts, place):
    """The share of draws that came to a place."""
    return Fraction(
        next((each.draws for each in counts if _place(each.place) == place), 0), found.draws
    )


def remarks(world):
    """The codes of what is worth a second look."""
    return [each.code for each in honesty.second_look(world.assessment)]


def remarked(world):
    """The questions that is about."""
    return [name for each in honesty.second_look(world.assessment) for name in each.questions]


def names():
    """Everything an expression of the page may use."""
    stairs, ladder = (load_questionnaire(FOLDER / name) for name in METHOD)
    answered, banded = (load_answers(FOLDER / METHOD[each.id], each) for each in (stairs, ladder))
    with (FOLDER / "assessors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        "stairs": World(stairs, answered),
        "ladder": World(ladder, banded),
        "assessors": _assessors(stairs, answered, rows),
        "bundled": load_questionnaire("inpres-3-2003", "en"),
        "convention": SimpleNamespace(
            **{each.value: likelihood.CONVENTION[each] for each in Confidence},
            unstated=likelihood.CONVENTION[likelihood.UNSTATED],
            verified=likelihood.CONVENTION[likelihood.VERIFIED],
            fragile_below=robustness.FRAGILE_BELOW,
            variation=weight_draws.VARIATION,
            draws=weight_draws.DRAWS,
            seed=weight_draws.SEED,
            concentration=weight_draws.concentration,
            effort=DEFAULT_EFFORT,
            rely_from=agreed.RELY_FROM,
            tentative_from=agreed.TENTATIVE_FROM,
            sets=SETS,
            points=POINTS,
            report_draws=Draws().number,
        ),
        "version": __version__,
        "NA": NA,
        "APPROVED": APPROVED,
        "Fraction": Fraction,
        "ids": ids,
        "printed": printed,
        "written": written,
        "chance": chance,
        "drawn": drawn,
        "tier": Tier,
        "honesty": honesty,
        "remarks": remarks,
        "remarked": remarked,
        "sorted": sorted,
    }


def _assessors(questionnaire, sheet, rows):
    people = [name for name in rows[0] if name != "question"]
    sheets = [
        sheet._replace(
            file=name,
            answers={row["question"]: _given(row[name]) for row in rows if row[name]},
        )
        for name in people
    ]

    def compare(*names):
        chosen = [each for each in sheets if each.file in names] if names else sheets
        return find_agreement(questionnaire, chosen)

    return compare


def _given(cell):
    return NA if cell == "na" else Rated(int(cell))
