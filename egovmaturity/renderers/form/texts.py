"""The tool's own words on the form, by the key under which its script says them."""

from egovmaturity.language import Words, to_translate

_PLACES = (
    *("n", "total", "level", "low", "high", "file", "name", "line", "id", "found", "expected"),
    *("hours", "minutes", "complete", "partial", "open"),
)


def script_texts(words: Words) -> dict[str, str]:
    """Return every text of the script; what is only known there stays a ``{name}`` in it."""
    kept = {name: f"{{{name}}}" for name in _PLACES}
    return {key: words(text, **kept) for key, text in _TEXTS.items()}


_TEXTS = {
    # The frame
    "start": to_translate("Start page"),
    "review": to_translate("Check and save"),
    "progress": to_translate("{n} of {total} complete"),
    "nothing_saved": to_translate("No changes yet"),
    "saved_at": to_translate("Saved in this browser at {hours}:{minutes}"),
    "refused_storage": to_translate(
        "This browser cannot save. Download the file before you close this page."
    ),
    "two_tabs": to_translate(
        "This form is also open in another tab. Its answers are shown here too. Close one of them."
    ),
    "cancel": to_translate("Cancel"),
    "title_wrong": to_translate("To complete: "),
    # The start page
    "begin": to_translate("Begin or go on"),
    "open_file": to_translate("Open a file of answers"),
    "erase": to_translate("Erase the answers in this browser"),
    "erase_really": to_translate(
        "All answers of this form that are kept in this browser are erased. Downloaded files stay."
    ),
    "erase_yes": to_translate("Erase"),
    "erased": to_translate("The answers in this browser are erased."),
    "name": to_translate("Name of the respondent"),
    "verifier_name": to_translate("Name of the verifier"),
    "position": to_translate("Position"),
    "open_really": to_translate(
        "The answers of {name} take the place of all that is filled in here."
    ),
    "open_yes": to_translate("Replace"),
    "opened": to_translate("The answers of {name} are here."),
    "stale": to_translate(
        "This browser holds answers from an earlier form for the same office. "
        "They are shown here. This form came with others."
    ),
    "stale_keep": to_translate("Go on with the answers in this browser"),
    "stale_replace": to_translate("Take the answers of this form instead"),
    # A file that cannot be opened
    "refused": to_translate("The file cannot be opened"),
    "refused_unread": to_translate("The browser could not read it."),
    "refused_line": to_translate("Line {line} is not as this form writes it."),
    "refused_kind": to_translate("It is not a file of answers written by this form."),
    "refused_edition": to_translate("It answers {found}, this form asks {expected}."),
    "refused_other": to_translate('It belongs to "{found}", this form to "{expected}".'),
    "refused_question": to_translate('It answers "{id}", which is not asked here.'),
    "refused_answer": to_translate("Its answer to {id} does not fit the {question}."),
    "refused_way_out": to_translate(
        "Use a file that this form wrote, or ask for a new form with the answers in it."
    ),
    # A question
    "place_of": to_translate("{Question} {n} of {total}"),
    "mandatory": to_translate("mandatory"),
    "why": to_translate("Why this is asked"),
    "level_legend": to_translate("The highest level whose conditions all hold and can be proven"),
    "last_year": to_translate("Last year's answer"),
    "not_applicable": to_translate("Not applicable"),
    "na_hint": to_translate("Write the reason in the note."),
    "unknown": to_translate("Don't know"),
    "number_label": to_translate("Number"),
    "number_hint": to_translate("From {low} to {high}, with all its decimals."),
    "evidence": to_translate("Evidence"),
    "evidence_hint": to_translate(
        "Name, number and date of each document, and the file or link where it can be seen."
    ),
    "evidence_from": to_translate("Needed from level {level} on."),
    "wanted": to_translate("Documents asked for ({n})"),
    "wanted_from": to_translate("from level {level} on"),
    "evidence_n": to_translate("Document {n}"),
    "evidence_text": to_translate("Document {n}: name, number, date"),
    "evidence_location": to_translate("Document {n}: file or link"),
    "add_evidence": to_translate("Add a document"),
    "remove_evidence": to_translate("Remove document {n}"),
    "evidence_removed": to_translate("Document {n} is removed."),
    "note": to_translate("Note or reason"),
    "previous": to_translate("Back"),
    "next": to_translate("Save and go on"),
    "to_review": to_translate("Save and check"),
    "skip": to_translate("Skip for now"),
    # What is missing
    "to_complete": to_translate("Something is missing"),
    "error_choice": to_translate("Choose one of the levels."),
    "error_number_missing": to_translate("Write the number."),
    "error_number": to_translate("Write a number from {low} to {high}."),
    "error_thousands": to_translate(
        "This may be read in two ways. Write it without dots or commas between thousands, or with "
        "a 0 behind three decimals."
    ),
    "error_reason": to_translate("Write why this {question} does not apply."),
    "error_evidence": to_translate("List at least one document for level {level} and above."),
    "error_note": to_translate("Write in the note why you differ from the answer."),
    # Verification
    "claim": to_translate("Answer of the office"),
    "claimed_level": to_translate("Level or number"),
    "claimed_here": to_translate("Answer of the office"),
    "nothing_claimed": to_translate("not answered"),
    "no_evidence": to_translate("none listed"),
    "verified_level": to_translate("Level that the evidence proves"),
    "verified_number": to_translate("Number that the evidence proves"),
    "na_verify": to_translate("The reason given is right."),
    "verifier_note": to_translate("Note of the verifier"),
    "verifier_note_hint": to_translate("Needed where you differ from the answer."),
    # The review
    "counts": to_translate("{complete} complete, {partial} incomplete, {open} not answered"),
    "to_first_open": to_translate("Go to the first that is not complete"),
    "answers": to_translate("Answers"),
    "column_code": to_translate("Code"),
    "column_title": to_translate("{Question}"),
    "column_level": to_translate("Level"),
    "column_verified": to_translate("Verified"),
    "column_status": to_translate("Status"),
    "standing_open": to_translate("not answered"),
    "standing_partial": to_translate("incomplete"),
    "standing_complete": to_translate("complete"),
    "status_complete": to_translate("Complete"),
    "status_choice": to_translate("Not answered yet"),
    "status_number": to_translate("Number is wrong"),
    "status_thousands": to_translate("Number may be read in two ways"),
    "status_reason": to_translate("Reason is missing"),
    "status_evidence": to_translate("Evidence is missing"),
    "status_note": to_translate("Note is missing"),
    "send_title": to_translate("Save and send"),
    "date": to_translate("Date of filling in"),
    "send": to_translate(
        "The file {file} is saved on this computer; this page sends nothing. What is not complete "
        "can still be saved and sent."
    ),
    "download": to_translate("Download the answers (.yaml)"),
    "downloaded": to_translate("{file} is downloaded. Now send it."),
    "print": to_translate("Print the summary"),
    "no_download": to_translate("No file appears"),
    "copy_hint": to_translate("Copy this text whole into an e-mail, or save it as {file}."),
    "file_text": to_translate("Content of the file of answers"),
    "file_comment": to_translate("Written by the form of egovmaturity. It may be edited."),
    # The printed summary
    "recap": to_translate("Summary of answers"),
    "questionnaire": to_translate("Questionnaire"),
    "file": to_translate("File"),
    "complete": to_translate("Completeness"),
    "recap_legend": to_translate("● complete  ◐ incomplete  ○ not answered"),
    "sign_respondent": to_translate("Filled in by"),
    "sign_verifier": to_translate("Verified by"),
    "sign_superior": to_translate("Agreed by the superior"),
    "sign_staff_number": to_translate("Name and staff number"),
}
