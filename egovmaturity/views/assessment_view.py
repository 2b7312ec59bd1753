"""Assessment and plan to a ``ReportView``: every word and number a report needs."""

import shlex
from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.answers import Action, ActionStatus, Answer, Evidence, NotApplicable, Rated
from egovmaturity.domain.plan import Gap, Plan, Tier
from egovmaturity.domain.questionnaire import (
    BandedRule,
    Closed,
    NumberRange,
    Question,
    Rating,
    Section,
    Stage,
    Threshold,
)
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    Basis,
    BasisResult,
    Excluded,
    GroupResult,
    Interval,
    Known,
    MandatoryResult,
    Open,
    OpenReason,
    QuestionResult,
    SectionResult,
    StagedVerdict,
    StageResult,
    StageStatus,
)
from egovmaturity.language import Words
from egovmaturity.version import __version__
from egovmaturity.views import sentences
from egovmaturity.views.links import safe_address, safe_link
from egovmaturity.views.numbers import NO_SCORE, Numbers, half_up, honest
from egovmaturity.views.report import (
    VIEW_VERSION,
    ActionView,
    BandView,
    BasisView,
    CellView,
    ConditionView,
    EvidenceView,
    ExceptionView,
    FactView,
    GapView,
    GroupView,
    MapRowView,
    QuestionGroupView,
    QuestionView,
    ReportView,
    ScoreView,
    SectionView,
    SourceView,
    StageView,
    TermsView,
)

_HUNDRED = 100
_LEAST_COMPARED = 4
"""Factors from which on it says something that one is the highest."""


def report_view(assessment: Assessment, plan: Plan, words: Words) -> ReportView:
    """Say everything a report on ``assessment`` says, in the language of ``words``.

    Its sentences call things what the questionnaire calls them.
    """
    named = words.naming(assessment.questionnaire.terms)
    return _Builder(assessment, plan, named).report()


class _Builder:
    """Holds what every part of the view needs to be written."""

    def __init__(self, assessment: Assessment, plan: Plan, words: Words) -> None:
        self._assessment = assessment
        self._plan = plan
        self._words = words
        self._numbers = Numbers(words.language)
        self._questionnaire = assessment.questionnaire
        self._sheet = assessment.sheet
        self._terms = self._make_terms()
        self._places = self._questionnaire.place_titles()
        self._factors = {factor.id: factor.title for factor in self._questionnaire.factors}

    def report(self) -> ReportView:
        words, assessment, questionnaire = self._words, self._assessment, self._questionnaire
        verdict = assessment.verdict
        occasion = self._sheet.occasion
        is_staged = isinstance(verdict, StagedVerdict)
        following = verdict.next if isinstance(verdict, StagedVerdict) else None
        groups = self._factor_groups()
        return ReportView(
            view_version=VIEW_VERSION,
            language=words.language,
            title=questionnaire.title,
            subtitle=words("Gap analysis report, assessment of {year}", year=occasion.year),
            institution=self._sheet.institution.name,
            subject=occasion.subject,
            assessed=self._assessed(),
            year=occasion.year,
            purpose=occasion.purpose,
            is_fictional=self._sheet.fictional,
            is_staged=is_staged,
            is_provisional=verdict.is_provisional,
            status_note=questionnaire.status_note,
            notice=questionnaire.notice or words("A self-assessment, not an official evaluation."),
            facts=tuple(self._facts()),
            terms=self._terms,
            verdict=sentences.verdict_sentences(words, self._numbers, assessment),
            verdict_short=sentences.verdict_text(words, verdict),
            notes=tuple(sentences.verdict_notes(words, self._numbers, assessment)),
            attained=self._attained_id(),
            next=following.id if following else "",
            next_title=following.title if following else "",
            index=self._score(assessment.index),
            index_label=self._index_text(assessment.index),
            key_figures=tuple(self._key_figures()),
            decisions=tuple(self._decisions()),
            decisions_note=""
            if self._sheet.decisions
            else words("Drafted from the result; decisions in the answers file replace them."),
            stages=tuple(self._stage(n, r) for n, r in enumerate(assessment.stages, start=1)),
            sections=tuple(self._section(result) for result in assessment.sections),
            bands=tuple(self._bands()),
            factors=groups,
            strongest=self._extremes(strongest=True),
            weakest=self._extremes(strongest=False),
            relations=tuple(
                self._group(r.relation, self._relation_title(r.relation), "", r.group)
                for r in assessment.relations
            ),
            blueprint=tuple(
                self._group(r.item.id, r.item.title, "", r.group) for r in assessment.blueprint
            ),
            map_title=self._map_title(),
            map_columns=tuple(self._map_columns()),
            map_rows=tuple(self._map_rows()),
            gaps=tuple(self._gap(n, gap) for n, gap in enumerate(self._plan.gaps, start=1)),
            actions=tuple(self._action(action) for action in self._plan.actions),
            budget_total=self._budget_total(),
            projection=self._projection(),
            bases=tuple(self._basis(result) for result in assessment.bases),
            basis_note=words(
                "This report counts: {basis}.",
                basis=sentences.basis_title(words, assessment.basis.value),
            ),
            quality=tuple(self._quality()),
            open_questions=tuple(self._open_questions()),
            not_applicable=tuple(self._not_applicable()),
            answers=tuple(self._answers()),
            method=tuple(sentences.method_paragraphs(words, self._numbers, questionnaire)),
            level_legend=self._level_legend(),
            sources=tuple(
                SourceView(source.text, source.url, safe_address(source.url))
                for source in questionnaire.sources
                if not source.of
            ),
            reproducibility=tuple(self._reproducibility()),
        )

    # What things are called

    def _assessed(self) -> str:
        institution, subject = self._sheet.institution.name, self._sheet.occasion.subject
        return f"{institution} – {subject}" if subject else institution

    def _make_terms(self) -> TermsView:
        name = self._words.name
        return TermsView(name("Question"), name("Stage"), name("Section"), name("Factor"))

    def _relation_title(self, relation: str) -> str:
        words = self._words
        return {
            "G2C": words("G2C, citizens"),
            "G2B": words("G2B, business"),
            "G2G": words("G2G, between government bodies"),
            "G2E": words("G2E, employees"),
        }[relation]

    def _attained_id(self) -> str:
        verdict = self._assessment.verdict
        if isinstance(verdict, BandedVerdict):
            return verdict.band.id if verdict.band else ""
        return verdict.attained.id if verdict.attained else ""

    # Scores

    def _score(self, score: Interval | None, bars: tuple[Threshold, ...] = ()) -> ScoreView:
        if score is None:
            return ScoreView(None, "", NO_SCORE, "", "0", "0")
        return ScoreView(
            value=float(score.low),
            exact=str(score.low),
            text=self._numbers.score(score.low, bars),
            high=self._numbers.score(score.high, bars) if score.high != score.low else "",
            bar=_bar(score.low),
            bar_high=_bar(score.high),
        )

    def _index_text(self, index: Interval | None) -> str:
        """Write the index as this questionnaire prints it: percent, or on its own scale."""
        if index is None:
            return NO_SCORE
        rule = self._questionnaire.rule
        if isinstance(rule, BandedRule):
            return self._numbers.decimal(rule.on_scale(index.low), rule.decimals)
        return self._numbers.score(index.low)

    def _counts(self, group: GroupResult) -> str:
        return sentences.tally_text(self._words, group.tally)

    # Parts of the report

    def _facts(self) -> Iterable[FactView]:
        words, sheet = self._words, self._sheet
        yield FactView(words("Institution"), sheet.institution.name)
        if sheet.occasion.subject:
            yield FactView(words("Subject"), sheet.occasion.subject)
        yield FactView(words("Year"), str(sheet.occasion.year))
        if sheet.occasion.as_of:
            yield FactView(words("As of"), self._numbers.day(sheet.occasion.as_of))
        if sheet.occasion.report_date:
            yield FactView(words("Report date"), self._numbers.day(sheet.occasion.report_date))
        yield FactView(
            words("Questionnaire"),
            words(
                "{title}, edition {edition}",
                title=self._questionnaire.title,
                edition=self._questionnaire.edition,
            ),
        )
        basis = sentences.basis_title(words, self._assessment.basis.value)
        yield FactView(words("Basis of the score"), sentences.big(basis))
        if sheet.occasion.purpose:
            yield FactView(words("Purpose"), sheet.occasion.purpose)
        if sheet.occasion.team:
            yield FactView(words("Team"), sheet.occasion.team)

    def _key_figures(self) -> Iterable[FactView]:
        words, assessment = self._words, self._assessment
        yield FactView(words("Index"), self._index_text(assessment.index))
        verdict = assessment.verdict
        if isinstance(verdict, StagedVerdict):
            attained = sum(1 for s in assessment.stages if s.status is StageStatus.ATTAINED)
            yield FactView(
                words("{Stages} attained"),
                words("{n} of {total}", n=attained, total=len(assessment.stages)),
            )
        yield FactView(
            words("{Questions} below target"),
            words("{n} of {total}", n=len(self._plan.gaps), total=self._applicable_count()),
        )
        claims = [r for r in assessment.questions if r.evidence.needed]
        complete = sum(1 for r in claims if not r.evidence.missing)
        if not claims:
            return
        yield FactView(
            words("Claims with complete evidence"),
            words("{n} of {total}", n=complete, total=len(claims)),
        )

    def _applicable_count(self) -> int:
        return self._assessment.tally.total - self._assessment.tally.not_applicable

    def _decisions(self) -> Iterable[str]:
        """Take the decisions from the answers, or draft them from what was found."""
        if self._sheet.decisions:
            return self._sheet.decisions
        words, verdict = self._words, self._assessment.verdict
        drafted = []
        if isinstance(verdict, StagedVerdict) and verdict.next is not None:
            drafted.append(
                words(
                    "Set {stage} as the next to attain.",
                    stage=sentences.named(words.name("stage"), verdict.next.title),
                )
            )
        for gap in [gap for gap in self._plan.gaps if gap.tier is Tier.GATE][:3]:
            question = gap.result.question
            owner = gap.result.owner
            drafted.append(
                words("Assign {id} {title} to: {owner}.", **_named(owner, question))
                if owner
                else words("Name who is responsible for {id} {title}.", **_named("", question))
            )
        if self._budget():
            drafted.append(
                words("Agree on the proposed budget of {money}.", money=self._budget_total())
            )
        return drafted

    def _stage(self, number: int, result: StageResult) -> StageView:
        stage, words, numbers = result.stage, self._words, self._numbers
        bars = (stage.attain, stage.foundation)
        sign, status_text = sentences.stage_status(words, result)
        verdict = self._assessment.verdict
        following = verdict.next if isinstance(verdict, StagedVerdict) else None
        return StageView(
            id=stage.id,
            number=number,
            title=stage.title,
            about=stage.about,
            score=self._score(result.group.score, bars),
            threshold=self._threshold(stage),
            threshold_bar=_bar(stage.attain.share),
            foundation=numbers.threshold(stage.foundation),
            difference=self._difference(result),
            status=result.status.value,
            status_text=status_text,
            sign=sign,
            why=sentences.why_not(words, numbers, self._assessment, result),
            is_next=following is not None and following.id == stage.id,
            mandatory_met=sum(1 for each in result.mandatory if each.met),
            mandatory_total=len(result.mandatory),
            mandatory=tuple(self._condition(each) for each in result.mandatory),
            counts=self._counts(result.group),
            applicable=numbers.plain_percent(half_up(result.group.applicable, 4)),
        )

    def _threshold(self, stage: Stage) -> str:
        """Write the bar of a stage, and the one it must meet for later stages if it differs."""
        attain = self._numbers.threshold(stage.attain)
        if stage.foundation == stage.attain:
            return attain
        foundation = self._numbers.threshold(stage.foundation)
        return self._words(
            "{attain}, as a foundation {foundation}", attain=attain, foundation=foundation
        )

    def _difference(self, result: StageResult) -> str:
        """Subtract what is printed, so that a reader who checks gets the same."""
        if result.group.score is None or not result.is_determined:
            return NO_SCORE
        bars = (result.stage.attain, result.stage.foundation)
        shown = honest(result.group.score.low, 1, bars)
        return self._numbers.signed(
            shown.value - result.stage.attain.share * _HUNDRED, shown.digits
        )

    def _condition(self, result: MandatoryResult) -> ConditionView:
        words, question = self._words, result.question
        if isinstance(result.counted, Known):
            note = ""
        elif isinstance(result.counted, Open):
            note = self._open_reason(result.counted.reason)
        elif result.exempt:
            note = words("Not applicable, approved")
        else:
            note = words("Not applicable without approval")
        needed = question.mandatory
        return ConditionView(
            question.id,
            question.title,
            self._state(result.counted),
            self._rating(needed) if needed is not None else "",
            result.met,
            note,
        )

    def _state(self, counted: Known | Open | Excluded) -> str:
        if isinstance(counted, Known):
            return self._rating(counted.rating)
        return NO_SCORE if isinstance(counted, Open) else self._words("N/A")

    def _rating(self, rating: Rating) -> str:
        return str(rating) if isinstance(rating, int) else self._numbers.trimmed(rating)

    def _open_reason(self, reason: OpenReason) -> str:
        words = self._words
        return {
            OpenReason.UNANSWERED: words("Unanswered"),
            OpenReason.DONT_KNOW: words("Don't know"),
            OpenReason.UNVERIFIED: words("Not verified"),
        }[reason]

    def _section(self, result: SectionResult) -> SectionView:
        return SectionView(
            result.section.id,
            result.section.title,
            result.depth,
            self._score(result.group.score),
            self._index_text(result.group.score),
            self._counts(result.group),
        )

    def _bands(self) -> Iterable[BandView]:
        rule, verdict = self._questionnaire.rule, self._assessment.verdict
        if not isinstance(rule, BandedRule) or not isinstance(verdict, BandedVerdict):
            return
        ends = [band.start for band in rule.bands[1:]] + [rule.highest]
        for band, end in zip(rule.bands, ends, strict=True):
            is_last = band is rule.bands[-1]
            yield BandView(
                band.id,
                band.label,
                band.about,
                self._span(rule, band.start, end, is_last=is_last),
                verdict.band is not None and verdict.band.id == band.id,
            )

    def _span(self, rule: BandedRule, start: Fraction, end: Fraction, *, is_last: bool) -> str:
        """Write a band with its closed end: ``1,8 – < 2,6`` or ``> 15 – 50``."""
        low, high = self._numbers.trimmed(start), self._numbers.trimmed(end)
        if rule.closed is Closed.LEFT:
            return f"{low} – {high}" if is_last else f"{low} – < {high}"
        return f"{low} – {high}" if start == rule.bands[0].start else f"> {low} – {high}"

    def _factor_groups(self) -> tuple[GroupView, ...]:
        return tuple(
            self._group(r.factor.id, r.factor.title, r.factor.about, r.group, r.factor.core)
            for r in self._assessment.factors
        )

    def _group(
        self,
        group_id: str,
        title: str,
        about: str,
        group: GroupResult,
        is_core: bool = False,  # noqa: FBT001, FBT002  # a field passed on, not a switch
    ) -> GroupView:
        score = self._score(group.score)
        return GroupView(group_id, title, about, is_core, score, self._counts(group))

    def _extremes(self, *, strongest: bool) -> tuple[str, ...]:
        """Name up to three highest or lowest factors, none of them both; none below four.

        Only factors of which something is rated; of equal scores the one written first leads.
        """
        scored = [
            (-r.group.score.low, place, r.factor.title)
            for place, r in enumerate(self._assessment.factors)
            if r.group.score is not None and r.group.tally.rated
        ]
        if len(scored) < _LEAST_COMPARED:
            return ()
        ordered = sorted(scored)
        few = min(3, len(ordered) // 2)
        chosen = ordered[:few] if strongest else ordered[: -few - 1 : -1]
        return tuple(f"{title} ({self._numbers.score(-low)})" for low, _, title in chosen)

    def _rows(self) -> list[tuple[str, str, Threshold | None]]:
        """List stages with the bar of their cells, or top sections, which have none."""
        if self._questionnaire.stages:
            return [(s.id, s.title, s.attain) for s in self._questionnaire.stages]
        tops: tuple[Section, ...] = self._questionnaire.sections
        return [(section.id, section.title, None) for section in tops]

    def _map_title(self) -> str:
        words, questionnaire = self._words, self._questionnaire
        if not questionnaire.factors or not self._rows():
            return words("Relations served and items of the master plan")
        if questionnaire.stages:
            return words("Map of {stages} and {factors}")
        return words("Map of {sections} and {factors}")

    def _map_columns(self) -> Iterable[str]:
        return [title for _, title, _ in self._rows()] if self._questionnaire.factors else []

    def _map_rows(self) -> Iterable[MapRowView]:
        rows = self._rows()
        for factor in self._questionnaire.factors if rows else ():
            cells = []
            for column, _, bar in rows:
                cells.append(self._cell(self._assessment.cells.get((column, factor.id)), bar))
            yield MapRowView(factor.title, tuple(cells))

    def _cell(self, group: GroupResult | None, bar: Threshold | None) -> CellView:
        if group is None or group.score is None:
            return CellView(NO_SCORE, group.tally.total if group else 0, -1, meets=False)
        low = group.score.low
        bars = (bar,) if bar else ()
        meets = bar is not None and bar.is_met(low)
        shade = _shade(low, bar) if bar else min(4, int(low * 5))
        return CellView(self._numbers.score(low, bars), group.tally.total, shade, meets)

    def _gap(self, rank: int, gap: Gap) -> GapView:
        result, question = gap.result, gap.result.question
        return GapView(
            rank=rank,
            priority=self._priority(gap.tier),
            priority_text=self._tier_text(gap.tier),
            id=question.id,
            title=question.title,
            ask=question.ask,
            place=self._place(question),
            factor=self._factor_titles(question),
            is_mandatory=question.mandatory is not None,
            current=NO_SCORE if gap.current is None else self._rating(gap.current),
            target=self._rating(gap.target),
            steps=tuple(_steps(question, gap.current, gap.target)),
            current_meaning=_meaning(question, gap.current),
            target_meaning=_meaning(question, gap.target),
            recommendation=self._recommendation(question, gap.current),
            owner=result.owner,
            evidence=self._evidence_state(result),
        )

    def _priority(self, tier: Tier) -> int:
        """Number the tiers from 1; without stages there is only one."""
        return int(tier) + 1 if isinstance(self._assessment.verdict, StagedVerdict) else 1

    def _tier_text(self, tier: Tier) -> str:
        words = self._words
        if not isinstance(self._assessment.verdict, StagedVerdict):
            return words("Raises the index")
        return {
            Tier.GATE: words("Mandatory, keeps the next {stage} shut"),
            Tier.BLOCKING: words("Its {stage} misses a condition of the next {stage}"),
            Tier.STRENGTHENING: words("Its {stage} does not yet carry the next one"),
            Tier.LATER: words("For later"),
        }[tier]

    def _place(self, question: Question) -> str:
        return self._places.get(question.belongs_to, "")

    def _factor_titles(self, question: Question) -> str:
        return ", ".join(self._factors.get(factor, factor) for factor in question.factors)

    def _recommendation(self, question: Question, current: Rating | None) -> str:
        if current is None:
            return self._words("Answer this {question} first.")
        return question.recommend.get(int(current), "") if current == int(current) else ""

    def _evidence_state(self, result: QuestionResult) -> str:
        words, state = self._words, result.evidence
        if not state.needed:
            return words("Not required at this level") if isinstance(result.answer, Rated) else ""
        if not state.missing:
            return words("Complete")
        return words("None") if _has_none(result) else words("Partial")

    def _action(self, action: Action) -> ActionView:
        words = self._words
        status = {
            "planned": words("Planned"),
            "running": words("Running"),
            "done": words("Done"),
            "late": words("Late"),
            "dropped": words("Dropped"),
        }[action.status.value]
        raises = [f"{q} → {self._rating(level)}" for q, level in action.raises.items()]
        return ActionView(
            action.id,
            action.title,
            ", ".join(raises),
            action.owner,
            ", ".join(action.support),
            self._numbers.quarters(action.start, action.end),
            self._numbers.money(action.budget) if action.budget is not None else "",
            action.budget_line,
            status,
        )

    def _budget(self) -> int:
        return sum(
            a.budget or 0 for a in self._plan.actions if a.status is not ActionStatus.DROPPED
        )

    def _budget_total(self) -> str:
        return self._numbers.money(self._budget()) if self._budget() else ""

    def _projection(self) -> str:
        projection = self._plan.projection
        if projection is None or projection.index is None:
            return ""
        index = self._index_text(projection.index)
        return self._words(
            "If every action that is not dropped is carried out in full, the index becomes at "
            "least {index} and the verdict would be {verdict}.",
            index=index,
            verdict=sentences.verdict_text(self._words, projection.verdict),
        )

    def _basis(self, result: BasisResult) -> BasisView:
        words = self._words
        is_known = result.tally.rated > 0
        text = self._index_text(result.index) if is_known else NO_SCORE
        if is_known and result.index is not None and result.index.high != result.index.low:
            high = self._index_text(Interval(result.index.high, result.index.high))
            text = words("{low} to {high}", low=text, high=high)
        chosen = self._assessment.basis
        return BasisView(
            result.basis.value,
            sentences.big(sentences.basis_title(words, result.basis.value)),
            sentences.basis_about(words, result.basis.value),
            text,
            sentences.verdict_with_best(words, result.verdict) if is_known else NO_SCORE,
            sentences.tally_text(words, result.tally)
            if is_known
            else words("nothing rated on this basis"),
            is_known=is_known,
            is_chosen=result.basis is chosen,
        )

    def _quality(self) -> Iterable[FactView]:
        words, assessment = self._words, self._assessment
        tally = assessment.tally
        results = assessment.questions
        yield FactView(words("{Questions}"), str(tally.total))
        yield FactView(words("Rated"), str(tally.rated))
        yield FactView(words("Unanswered"), str(tally.unanswered))
        yield FactView(words("Don't know"), str(tally.dont_know))
        if assessment.basis is Basis.VERIFIED:
            yield FactView(words("Not verified"), str(tally.unverified))
        yield FactView(words("Not applicable"), str(tally.not_applicable))
        verified = [r for r in results if r.verified is not None]
        yield FactView(words("Verified by an assessor"), str(len(verified)))
        lower = sum(1 for r in verified if _is_lower(r))
        yield FactView(words("Verified lower than claimed"), str(lower))
        claims = [r for r in results if r.evidence.needed]
        for title, number in (
            (words("Evidence complete"), sum(1 for r in claims if not r.evidence.missing)),
            (words("Evidence partial"), sum(1 for r in claims if _is_partial(r))),
            (words("Evidence missing"), sum(1 for r in claims if _has_none(r))),
        ):
            yield FactView(title, str(number))
        carried = sum(1 for r in results if r.answer.details.review)
        if carried:
            yield FactView(words("To be reviewed"), str(carried))

    def _open_questions(self) -> Iterable[ExceptionView]:
        for result in self._assessment.questions:
            if isinstance(result.counted, Open):
                note = result.answer.details.note
                reason = self._open_reason(result.counted.reason)
                yield self._exception(result, f"{reason}. {note}" if note else reason)

    def _not_applicable(self) -> Iterable[ExceptionView]:
        words = self._words
        for result in self._assessment.questions:
            answer = result.answer
            if isinstance(result.counted, Excluded) and isinstance(answer, NotApplicable):
                reason = answer.reason
                if answer.approved_by:
                    approved = words("Approved by {name}.", name=answer.approved_by)
                    reason = f"{sentences.sentence(reason)} {approved}"
                yield self._exception(result, reason)

    def _exception(self, result: QuestionResult, reason: str) -> ExceptionView:
        question = result.question
        return ExceptionView(question.id, question.title, reason, result.owner)

    def _answers(self) -> Iterable[QuestionGroupView]:
        groups: dict[str, list[QuestionView]] = {}
        for result in self._assessment.questions:
            groups.setdefault(result.question.belongs_to, []).append(self._question(result))
        return [
            QuestionGroupView(self._places.get(place, self._terms.question), tuple(group))
            for place, group in groups.items()
        ]

    def _question(self, result: QuestionResult) -> QuestionView:
        question, details = result.question, result.answer.details
        counted = result.counted.rating if isinstance(result.counted, Known) else None
        return QuestionView(
            id=question.id,
            title=question.title,
            ask=question.ask,
            place=self._place(question),
            factor=self._factor_titles(question),
            is_mandatory=question.mandatory is not None,
            answer=self._answer_text(result),
            meaning=_meaning(question, counted),
            claimed=self._optional(result.claimed),
            supported=self._optional(result.supported),
            verified=self._optional(result.verified),
            evidence=tuple(self._evidence(each) for each in details.evidence),
            missing=tuple(item.text for item in result.evidence.missing),
            evidence_state=self._evidence_state(result),
            verification=self._verification(result.answer),
            note=details.note,
            owner=result.owner,
        )

    def _optional(self, rating: Rating | None) -> str:
        return NO_SCORE if rating is None else self._rating(rating)

    def _answer_text(self, result: QuestionResult) -> str:
        words, counted, question = self._words, result.counted, result.question
        if isinstance(counted, Known):
            if isinstance(question.scale, NumberRange):
                return self._rating(counted.rating)
            level = question.scale.find(counted.rating)
            return f"{self._rating(counted.rating)} {level.label if level else ''}".strip()
        if isinstance(counted, Excluded):
            return words("Not applicable")
        return self._open_reason(counted.reason)

    def _evidence(self, evidence: Evidence) -> EvidenceView:
        details = [evidence.number, self._numbers.day(evidence.dated)]
        text = ", ".join(part for part in details if part)
        location = evidence.location
        return EvidenceView(evidence.title, text, location, safe_link(location))

    def _verification(self, answer: Answer) -> str:
        found = answer.details.verification
        if found is None:
            return ""
        level = self._words("N/A") if found.rating is None else self._rating(found.rating)
        parts = [level, found.by, self._numbers.day(found.dated), found.note]
        return ", ".join(part for part in parts if part)

    def _command(self) -> str:
        """Write the command that gives these numbers and words again, without any path."""
        sheet = self._sheet
        parts = ["egovmaturity", "assess", "-" if sheet.file == "<stdin>" else sheet.file]
        if self._assessment.basis is not Basis.BEST:
            parts += ["--basis", self._assessment.basis.value]
        if self._words.language != sheet.language:
            parts += ["--report-lang", self._words.language]
        return shlex.join([*parts, "--format", "md"])

    def _level_legend(self) -> str:
        """Name the levels of the scale, where all questions share one; else nothing."""
        scales = {question.scale for question in self._questionnaire.questions}
        if len(scales) != 1:
            return ""
        (scale,) = scales
        if isinstance(scale, NumberRange):
            return ""
        levels = ", ".join(f"{level.number} {level.label}" for level in scale.levels)
        return self._words("Levels: {levels}.", levels=levels)

    def _reproducibility(self) -> Iterable[FactView]:
        words = self._words
        yield FactView(words("Tool"), f"egovmaturity {__version__}")
        yield FactView(words("Questionnaire"), self._questionnaire.reference)
        yield FactView(words("Questionnaire SHA-256"), self._questionnaire.sha256)
        yield FactView(words("Answers"), self._sheet.file)
        yield FactView(words("Answers SHA-256"), self._sheet.sha256)
        yield FactView(words("Command"), self._command())


def _bar(share: Fraction) -> str:
    """Return a length in percent for drawing, never more than two decimals."""
    return f"{float(half_up(share * _HUNDRED, 2)):g}"


def _shade(score: Fraction, bar: Threshold) -> int:
    """Return one of five shades that diverge at the bar: 0 to 2 below, 3 and 4 from it on."""
    share = bar.share
    if bar.is_met(score):
        return 4 if score * 2 >= 1 + share else 3
    return min(2, int(score * 3 / share)) if share else 2


def _steps(question: Question, current: Rating | None, target: Rating) -> Iterable[str]:
    if isinstance(question.scale, NumberRange):
        return
    for level in question.scale.levels[1:]:
        if current is not None and level.number <= current:
            yield "reached"
        else:
            yield "gap" if level.number <= target else "beyond"


def _meaning(question: Question, rating: Rating | None) -> str:
    if rating is None or isinstance(question.scale, NumberRange):
        return ""
    return question.rubric.get(int(rating), "")


def _named(owner: str, question: Question) -> dict[str, str]:
    return {"owner": owner, "id": question.id, "title": question.title}


def _is_lower(result: QuestionResult) -> bool:
    if result.verified is None or result.claimed is None:
        return False
    return result.verified < result.claimed


def _has_none(result: QuestionResult) -> bool:
    return len(result.evidence.missing) == len(result.evidence.needed)


def _is_partial(result: QuestionResult) -> bool:
    return bool(result.evidence.missing) and not _has_none(result)
