"""A questionnaire in, what its author should know out: proofs about its rule, remarks on its words.

Pure like scoring, and done with it: what is said about scores and verdicts comes from scoring
the ends of what can be answered, exactly. Nothing is claimed that is not proven.
"""
